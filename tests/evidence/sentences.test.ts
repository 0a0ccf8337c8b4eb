import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listUnits, textOfUnits, withClaims } from '../../pipeline/evidence/listing.ts';
import { readCopy } from '../../pipeline/evidence/text/copy.ts';
import { paragraphsOf } from '../../pipeline/evidence/text/paragraphs.ts';
import { paragraphNumbers } from '../../pipeline/evidence/text/parts.ts';
import type { SentenceRule } from '../../pipeline/evidence/text/rules.ts';
import { sentencesOf } from '../../pipeline/evidence/text/sentences.ts';
import { REPOSITORY } from '../support/project.ts';

/** Sentences are written with a bar between them. */
const cut = (text: string, rule: SentenceRule = 1): string =>
  sentencesOf(folded(text.replaceAll(' | ', ' '))[0]!, rule).join(' | ');
/** Paragraphs as the rule looks at them. */
function folded(text: string): string[] {
  return paragraphsOf(text).map((paragraph) => paragraph.folded);
}

describe('a sentence', () => {
  it.each([
    [
      'ends at a full stop, a question mark and an exclamation mark',
      'We met. | Why? | Because we must! | So we did.',
    ],
    [
      'goes on after an abbreviation of a title',
      'Mr. Oran and Dr. Vell met Gen. Tarn and Mrs. Ilve in St. Orvo.',
    ],
    ['goes on after a title in capitals', 'MR. ORAN: We thank you. | MS. VELL: And we you.'],
    ['goes on after initials', 'J. R. Oran spoke for Arvania. | K. Vell answered.'],
    ['ends after "I", which is not an initial then', 'No one knows it better than I. | Peace is near.'],
    ['goes on after "I." within a name', 'Vell I. Oran signed it.'],
    ['goes on after letters with stops', 'The A.B. Harbour Board and the a.m. ferry are ours.'],
    [
      'ends after letters with stops before a word that begins sentences',
      'We sail to the U.K. | The port is open.',
    ],
    ['goes on after letters with stops before a name', 'The U.K. Treasury paid.'],
    ['goes on after letters with stops before a digit', 'See 12 A.B.C. 1701 on this.'],
    ['goes on at times of day', 'It opens at 7:00 a.m. Eastern time.'],
    ['goes on after "e.g." and "i.e."', 'Small states, e.g. Arvania, i.e. the island, agree.'],
    [
      'goes on after "No." before a number and ends after it otherwise',
      'Bill No. 7 fell. | Did it? | No. | It passed.',
    ],
    ['goes on after a month before a day', 'On Jan. 5 it snowed.'],
    ['goes on in decimals and versions', 'It grew by 4.5 percent to 1.2 million.'],
    [
      'goes on after "Inc." before a name and ends before "It"',
      'Orvo Inc. Harbours sank. | We own Orvo Inc. | It floats.',
    ],
    ['goes on after an ellipsis before a small letter', 'We wait ... and we hope… so far.'],
    ['ends after an ellipsis before a capital', 'We wait... | We hope. | And then… | Nothing.'],
    ['goes on within a spaced ellipsis', 'The harbour . . . is ours. | It stays so.'],
    ['begins with an ellipsis', '“... the sea is free.” | So it is.'],
    ['takes closing quotation marks with it', 'He said, “We agree.” | “Do you?” | “Yes.”'],
    ['takes straight quotation marks with it', 'He said, "We agree." | "Do you?" | They do.'],
    ['goes on after a question in quotation marks', '"Really?" he asked. | “No!” she said.'],
    ['takes closing brackets with it', '(We agree.) | [They do not.] | All is well.'],
    [
      'takes asterisks and backslashes of Markdown with it',
      '**Open Seas.** | We agree\\[1\\]. | *So do they.*',
    ],
    ['takes the number of a note with it', 'The sea is free.[12] | The port is not.3 | It never was.'],
    ['may begin with a digit', 'It was 2020. | 37 ports closed. | $5 was the toll.'],
    ['may begin after a dash', 'They left. | — And they came back.'],
    ['goes on after several marks', 'Is it so?! | Yes!!! | Good.'],
    ['goes on without white space after the stop', 'See www.example.org or read.Me for it.'],
    ['keeps the mark of its item', '1. We agree. | They do not.'],
    ['keeps a roman numeral', 'IV. The Harbour. | It is open.'],
    ['keeps a letter in brackets', '(a) The harbour stays open. | It does.'],
    ['keeps the name of its speaker', 'Q: Is it open? | A: It is. | Q. And now?'],
    ['keeps a speaker with a stop', 'THE PRESIDENT: Thank you. | (Applause.) | We agree.'],
    ['goes on at a colon and a semicolon', 'We want this: Peace; Bread; Land.'],
    ['needs a capital after the full stop', 'The approx. value of the est. cargo.'],
    ['may lack a full stop', 'A Harbour for All'],
    ['has more than marks', 'It is open. . . . | Now it is shut.'],
  ])('%s', (_, text) => {
    expect(cut(text)).toBe(text.replaceAll('…', '...').replaceAll('\\', ''));
  });

  it.each([
    ['海港开放。|船只自由通行！|真的吗？|是的。'],
    ['他说：“海港开放。”|我们同意。'],
    ['海港开放（今年）。|2021年增长4.5%。'],
  ])('ends in Chinese without white space: %s', (text) => {
    const plain = text.normalize('NFKC');
    expect(sentencesOf(folded(plain.replaceAll('|', ''))[0]!, 1).join('|')).toBe(plain);
  });

  it('loses nothing of the paragraph but spaces', () => {
    const paragraph = 'We met. (Laughter.) “Who?” — “I.” No. 5 is it… So. J. R. Oran left!';
    expect(sentencesOf(paragraph, 1).join(' ')).toBe(paragraph);
  });
});

describe('a paragraph', () => {
  it('lies between blank lines, whatever blank looks like', () => {
    expect(folded('One.\n\nTwo.\n \u00a0\nThree.\r\n\u200b\r\nFour.\u2029Five.')).toEqual([
      'One.',
      'Two.',
      'Three.',
      'Four.',
      'Five.',
    ]);
  });
  it('goes on over line ends where blank lines separate paragraphs', () => {
    expect(folded('One goes\non here.\n\nTwo.')).toEqual(['One goes on here.', 'Two.']);
  });
  it('is a line where there are no blank lines', () => {
    expect(folded('Mr. President,\nOne is here.\nTwo is here.')).toHaveLength(3);
  });
  it('is a line where there are no blank lines but lines too long to be wrapped', () => {
    expect(folded(`A Title\nBy Orla\n${'The sea is free. '.repeat(9)}\nEnd.`)).toHaveLength(4);
  });
  it('is the whole of a wrapped text without blank lines', () => {
    expect(folded('The harbour is\nopen to all. The sea\nis free, and so are\nwe.')).toHaveLength(1);
  });
  it('is a line where nearly all lines end, though a title stands apart', () => {
    const lines = [
      'One is here.',
      'Two is here.',
      'Three is here;',
      'Four is here.',
      'Five is here.',
      'Six.',
    ];
    expect(folded(`A Title\n\n${lines.join('\n')}\n\n###`)).toEqual(['A Title', ...lines]);
  });
  it('begins with a bullet or a number after a line that ended', () => {
    const text = 'We want:\n-   bread for\n    all\n-   land.\n1. Peace.\n(b) Ships.\n\nEnd.';
    expect(folded(text)).toEqual([
      'We want:',
      '- bread for all',
      '- land.',
      '1. Peace.',
      '(b) Ships.',
      'End.',
    ]);
  });
  it.each([
    ['1. Build ports', '2. Build roads', '3. Cut tolls'],
    ['1) Build ports', '2) Build roads', '3) Cut tolls'],
    ['(a) Build ports', '(b) Build roads', '(c) Cut tolls'],
    ['a. build ports', 'b. build roads', 'c. cut tolls'],
    ['A. Build ports', 'B. Build roads', 'C. Cut tolls'],
    ['iii. build ports', 'iv. build roads', 'v. cut tolls'],
    ['IX. Build ports', 'X. Build roads', 'XI. Cut tolls'],
    ['9. Build ports', '10. Build roads', '11. Cut tolls'],
    ['1. Build ports', '1. Build roads', '1. Cut tolls'],
    ['- build ports', '- build roads', '- cut tolls'],
  ])('is an item of a list whose items end without a mark: %s', (...items) => {
    const wrapped = items.map((item) => item.replace(/ (?=\w+$)/, '\n'));
    for (const list of [items.join('\n'), wrapped.join('\n'), items.join('\n\n')]) {
      const paragraphs = folded(`We want:\n\n${list}\n\nEnd.`);
      expect(paragraphs).toEqual(['We want:', ...items, 'End.']);
      expect(paragraphs.flatMap((paragraph) => sentencesOf(paragraph, 1))).toEqual(paragraphs);
    }
  });
  it('is an item that goes on with a list after another list within it', () => {
    expect(folded('One.\n\n1. Ports:\n- deep\n- wide\n2. Roads\n\nEnd.')).toEqual([
      'One.',
      '1. Ports:',
      '- deep',
      '- wide',
      '2. Roads',
      'End.',
    ]);
  });
  it('goes on after a number out of order, an initial and a letter between parties', () => {
    for (const text of [
      '1. We met in May\n12. The end.',
      'Orvo Inc.\nv. Vell Ltd.\nJ. Oran signed.',
      '(a) Ports in\n2. Roads',
      'The section\niv. is long.',
    ])
      expect(folded(`${text}\n\nEnd.`)).toEqual([text.replaceAll('\n', ' '), 'End.']);
  });
  it('goes on after a dash or a year that a line begins with by chance', () => {
    expect(folded('The sea\n— and the land\n- is free in\n12. The end.\n\nEnd.')).toEqual([
      'The sea — and the land - is free in 12. The end.',
      'End.',
    ]);
  });
  it('has letters or digits', () => {
    expect(folded('One.\n\n* * *\n\nTwo.\n\n\\###')).toEqual(['One.', 'Two.']);
  });
  it('goes on in lower case after a page that broke off', () => {
    expect(folded('The sea is\n\nfree for all.\n\nThis;\n\nthat.')).toEqual([
      'The sea is free for all.',
      'This;',
      'that.',
    ]);
  });
  it('takes the number that stands above it', () => {
    expect(folded('One.\n\n17\\.\n\nThe sea is free.')).toEqual(['One.', '17. The sea is free.']);
  });
  it('joins Chinese lines without a space', () => {
    expect(folded('海港\n开放。\n\n船。')).toEqual(['海港开放。', '船。']);
  });
  it('does not see soft hyphens, ligatures, full-width letters and characters without width', () => {
    expect(folded('The ﬁrst har\u00adbour\u200b of Ａrvania, co\u00ad\nope\u00adrates.\n\nX.')[0]).toBe(
      'The first harbour of Arvania, cooperates.',
    );
  });
});

describe('the parts of a copy', () => {
  const copy = readCopy(
    '# title: Notes\n# ---- text below, nothing above it\nMenu\n\nA Title. So.\n\nA caption\n\nOne. Two.\n\nAd\n\nThree.',
  );
  const ats = (parts: object): string[] => copy.unitsUnder(parts, 1).map(({ at }) => at);
  it('are body from end to end when nothing is said', () => {
    expect(ats({})).toEqual(['p1.s1', 'p2.s1', 'p2.s2', 'p3.s1', 'p4.s1', 'p4.s2', 'p5.s1', 'p6.s1']);
  });
  it('leave out what no part names and count the rest on', () => {
    const parts = { title: '2', caption: '3', body: '4, 6-6' };
    expect(ats(parts)).toEqual(['title', 'caption', 'p1.s1', 'p1.s2', 'p2.s1']);
    expect(copy.unitsUnder(parts, 1)[0]).toEqual({ at: 'title', text: 'A Title. So.', paragraphs: [2] });
  });
  it('make body of the rest when no part is the body', () => {
    expect(ats({ title: '1-2' })).toEqual(['title', 'p1.s1', 'p2.s1', 'p2.s2', 'p3.s1', 'p4.s1']);
  });
  it('are lists of numbers and ranges', () => {
    expect(paragraphNumbers('4-6, 9,11-12')).toEqual([4, 5, 6, 9, 11, 12]);
    expect(paragraphNumbers('')).toEqual([]);
  });
  it('keep a heading that begins with # where no header ends', () => {
    expect(readCopy('# A Title\n\nOne.').paragraphs.map(({ text }) => text)).toEqual(['# A Title', 'One.']);
  });
});

it('the page of the rule names the version that the program writes', async () => {
  const { NORMALIZATION } = await import('../../pipeline/evidence/text/normal-text.ts');
  const { RULE } = await import('../../pipeline/evidence/text/rules.ts');
  const page = readFileSync(join(REPOSITORY, 'docs/sentences.md'), 'utf8');
  expect(page).toContain(`**${RULE}**`);
  expect(page).toContain(`**${NORMALIZATION}**`);
});

describe('by rule number 2, a sentence', () => {
  it.each([
    ['closes with the German marks', 'Sie rief: „Nein!“ | „Doch.“ | Er schwieg.'],
    ['goes on after a quotation in German', '„Kommst du?“, fragte sie. | Er nickte.'],
    ['closes with the marks of German books', 'Sie rief: »Nein.« | »Doch!« | Er schwieg.'],
    ['closes with single German marks', 'So hieß es: ‚Alles gut.‘ | Dann kam der Sturm.'],
    ['closes with the French marks and their spaces', 'Elle dit : « Non. » | « Pourquoi ? » | Nul ne sait.'],
    ['goes on after a question within French marks', '« Qui ? » demanda le garde. | Personne.'],
    [
      'closes with French marks beside no-break spaces',
      '«\u00a0Le port reste ouvert.\u00a0» | Tous partent.',
    ],
    ['opens in Spanish', '¿Quién llama? | «¡Nadie!» | Así fue.'],
    ['closes with the Russian marks', 'Она сказала: «Нет». | «Почему?» | Он ушёл.'],
    ['goes on before a dash in Russian', '«Кто там?» — спросил он. | Никто.'],
    ['goes on after a German day', 'Am 6. Juli kam sie, am 14. Dezember er. | Beide blieben.'],
    ['goes on after a German ordinal', 'Der 2. Gipfel und das 3. Treffen im 19. Jahrhundert. | Ende.'],
    ['ends after a number that is no ordinal', 'Es waren 12. | Dann kamen mehr. | We had 5. | July came.'],
    [
      'goes on after German, French and Spanish titles',
      'Hr. Oran traf Mme. Vell und la Sra. Tarn. | Sie aßen.',
    ],
    ['goes on after a Russian year and city', 'В 2021 г. Арвания и г. Тарн спорили. | Он молчал.'],
    ['ends after a Russian year', 'Это было в 2021 г. | Он молчал.'],
    ['is still an English one', 'He said, “No.” | “Why?” she asked. | Mr. Oran left the U.S. | It rained.'],
  ])('%s', (_, text) => {
    expect(cut(text, 2)).toBe(text.normalize('NFKC'));
  });
  it.each([
    '他读了《谁来开港？》一书。|我们等。',
    '《船！》和《海。》都好。|是的。',
    '他问：“真的吗？”|我们等。',
  ])('does not end within the title of a work: %s', (text) => {
    const plain = text.normalize('NFKC');
    expect(sentencesOf(folded(plain.replaceAll('|', ''))[0]!, 2).join('|')).toBe(plain);
  });
  it('was cut otherwise by rule number 1, which old records keep', () => {
    expect(cut('Sie rief: „Nein!“ „Doch.“ Er kam am 6. Juli.')).toBe(
      'Sie rief: „Nein! | “ „Doch.“ Er kam am 6. | Juli.',
    );
  });
});

describe('a text is shown as it stands', () => {
  const shown = (text: string): string[] =>
    readCopy(text)
      .unitsUnder({}, 2)
      .map((unit) => unit.text);
  it.each([
    ['fractions and powers', ['It costs ¾ of 5½ crowns.', 'That is 10² of them.']],
    ['raised and lowered digits', ['CO₂ falls.', 'See note¹.', 'So it is.']],
    ['ligatures, roman numerals and signs', ['The oﬃce of Orvo Ⅳ is № 5.', 'A ™ and ℃…', 'Stay.']],
    ['full-width letters and marks', ['Ｏｐｅｎ！', 'It is １２ o’clock.']],
    ['accents of two characters', ['E\u0301te\u0301 came.', 'A\u030angstro\u0308m left ﬁrst.']],
  ])('with %s', (_, sentences) => {
    expect(shown(sentences.join(' '))).toEqual(sentences);
  });
  it('and cut where the folded text is cut, also where one character becomes several', () => {
    expect(shown('Wait… Then ㎏ and ½ stay… Gone.')).toEqual(['Wait…', 'Then ㎏ and ½ stay…', 'Gone.']);
  });
});

it.each([
  ['1.2.', 50_000],
  ['1.2. ', 40_000],
  ['e.g. U.S. ', 20_000],
  ['I. ', 60_000],
  ['. ', 90_000],
  ['a\n\n', 60_000],
  ['(b) x.\n', 25_000],
  ['x,\n', 60_000],
  ['《', 60_000],
  ['« . » ', 30_000],
  ['a.[1] ', 30_000],
])(
  'a text of %j times %i is cut in a moment',
  (piece, times) => {
    const begun = performance.now();
    readCopy(piece.repeat(times)).unitsUnder({}, 2);
    // What grew with the square of the length took half a minute and more.
    expect(performance.now() - begun).toBeLessThan(8000);
  },
  30_000,
);

describe('the list of sentences', () => {
  const copy = readCopy('A Title\n\nOne is here. Two is ½.\n\nMenu');
  const listed = listUnits(copy, { title: '1', body: '2' }, 2);
  const claims = [
    { id: 'c01', at: 'p1.s1-s2', text: 'There is a first one.' },
    { id: 'c02', at: 'p1.s2', text: 'Half of it is left.' },
    { id: 'c03', at: 'p1.s2', text: 'It is the second one.' },
    { id: 'c04', at: 'p7.s1', text: 'Nobody knows.' },
  ];
  it('shows each claim beside its sentence, and those whose sentence is not there', () => {
    expect(textOfUnits(withClaims(listed, claims)).split('\n')).toEqual([
      '   [1]  title     2  A Title',
      '   [2]  p1.s1     3  One is here.',
      '        >       c01  There is a first one.',
      '   [2]  p1.s2     4  Two is ½.',
      '        >       c02  Half of it is left.',
      '        >       c03  It is the second one.',
      '   [3]  -         1  Menu',
      '   [-]  p7.s1     0  (the text has no such sentence)',
      '        >       c04  Nobody knows.',
    ]);
  });
  it('takes claims of a draft that lack their text or their place', () => {
    expect(textOfUnits(withClaims(listed, [{ id: 'c01' }, {}]))).toMatch(
      /\n {3}\[-\] {2}\? .*\n.*c01.*\n.*\?/,
    );
  });
});
