import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName } from '../../pipeline/model/fold.ts';

describe('foldName', () => {
  it('takes accents and strokes off Latin letters', () => {
    expect(foldName('İstanbul')).toBe('istanbul');
    expect(foldName('Đinđić')).toBe('dindic');
    expect(foldName('Nguyễn')).toBe('nguyen');
    expect(foldName('Łódź Ærø Straße Þór Iğdır Œuvre')).toBe('lodz aero strasse thor igdir oeuvre');
  });

  it('takes accents off Greek letters and knows one sigma', () => {
    expect(foldName('Κυριάκος Μητσοτάκης')).toBe('κυριακοσ μητσοτακησ');
    expect(foldName('ΑΛΈΞΗΣ ΤΣΊΠΡΑΣ')).toBe(foldName('Αλέξης Τσίπρας'));
  });

  it.each([
    ['Tamil', 'தமிழ்நாடு'],
    ['Devanagari', 'नरेन्द्र मोदी'],
    ['Cyrillic, with й and ё', 'андрей алёшин ћирић'],
    ['Arabic', 'محمد بن سلمان'],
    ['Persian with its joiner', 'علی خامنه‌ای'],
    ['Chinese', '习近平'],
    ['Korean', '윤석열'],
    ['Burmese', 'မြန်မာ'],
    ['Thai', 'ประยุทธ์ จันทร์โอชา'],
    ['Japanese, with voiced kana', 'がぎぐ 岸田文雄'],
    ['Hebrew with points', 'יִשְׂרָאֵל'],
  ])('leaves %s unharmed', (_script, name) => {
    expect(foldName(name)).toBe(name.normalize('NFC'));
  });

  it('composes Cyrillic and Korean letters, however they were typed', () => {
    expect(foldName('Андрей'.normalize('NFD'))).toBe('андрей');
    expect(foldName('윤석열'.normalize('NFD'))).toBe('윤석열');
  });

  it('never transliterates', () => {
    expect(foldName('Вучић')).toBe('вучић');
    expect(foldName('Вучић')).not.toBe(foldName('Vučić'));
  });

  it('drops apostrophes of every kind, typed or typographic', () => {
    for (const sign of ["'", '’', '‘', 'ʼ', '′', '`', '´', '＇', 'ʻ']) {
      expect(foldName(`Côte d${sign}Ivoire`)).toBe('cote divoire');
    }
  });

  it('drops full stops, turns other punctuation into one space, and drops a leading the', () => {
    expect(foldName('The U.S.')).toBe('us');
    expect(foldName('  Congo -- (Kinshasa) ')).toBe('congo kinshasa');
    expect(foldName('Guinea–Bissau')).toBe('guinea bissau');
    expect(foldName('Theresa May')).toBe('theresa may');
    expect(foldName('the')).toBe('the');
  });

  it('does not depend on full width, ligatures or case', () => {
    expect(foldName('ＵＮＥＳＣＯ')).toBe('unesco');
    expect(foldName('ﬁnland')).toBe('finland');
    expect(foldName('TÜRKİYE')).toBe(foldName('Türkiye'));
  });

  it('changes nothing when applied again', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: awkward }),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const once = foldName(text);
        expect(foldName(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('folds ASCII the same beside letters of other scripts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(foldName(`ж ${text} ж`)).toBe(foldName(`ж ${text.toLowerCase()}`.trimEnd()).concat(' ж'));
        expect(foldName(`a${text}a`)).toBe(
          foldName(`ж a${text}a`)
            .slice(2)
            .replace(/^(?:the )+/, ''),
        );
      }),
    );
  });

  it('keeps every letter and mark of scripts other than Latin and Greek', () => {
    const other = fc.string({ unit: fc.constantFrom(...'தமிழ்नरेन्द्रйёћمحمد习近윤석열ગુ') });
    fc.assert(
      fc.property(other, (text) => {
        expect(foldName(text)).toBe(text.normalize('NFKC').toLowerCase());
      }),
    );
  });
});

/** Signs that combine with, or vanish beside, others. */
const awkward = fc.constantFrom(
  ..."tThHeE .'’`´-ßøıİſςΣΆΐйй̈́ͅ가ᄀ각ﬁＡ①⁴Åŉ‿‌‍",
  'the ',
  '\u0306',
  '\u0345',
  '\u11a8',
);
