import type { Random } from './random.ts';

const WORDS = `the a of to and in for with on by from over under against towards ports treaty harbour envoy
delegation summit ministry parliament border river trade grain tariff steel loans debt railway pipeline gas energy
climate treaty neighbours partners rivals allies leaders voters critics observers ceasefire mediation patrols exercises
missiles inspection sanctions exports imports visas students scholars museums festivals language vaccines clinics relief
refugees asylum courts ruling charter council assembly vote veto mandate mission peacekeepers islands strait fisheries
waters airspace satellites chips networks platforms data cables standards licences patents investment funds bonds currency
reserves bank budget aid grants roads bridges dams turbines reactors uranium minerals cobalt lithium forests drought
floods harvest prices wages unions markets growth recovery crisis talks pledge offer demand warning refusal answer
promise plan blueprint roadmap framework doctrine principle norm order balance influence leverage pressure trust respect
dignity friendship solidarity sovereignty independence interference stability security prosperity development
modernisation cooperation competition confrontation dialogue détente rapprochement café naïveté coördination façade
will should must could has had is was remains becomes joins leaves opens closes signs rejects accepts
delays supports blocks raises lowers suspends threatens welcomes condemns praises doubts expects
soon later often rarely this last next year month week decade jointly openly quietly firmly`.split(/\s+/);

export const GIVEN =
  'Amélie Boris Chiara Davor Élodie Farid Goran Hélène Ilse Jorge Łucja Mircea Noor Ødegaard Petra'
    .split(' ')
    .concat('Quirin Renée Søren Tomáš Ulla Věra Wen Ximena Yara Zoltán'.split(' '));

export const FAMILY =
  'Abernesh Belltorp Carvanti Dormeyer Eskaldi Fennimark Grovaté Halvessen Istrandi Jorvalt Kestrové'
    .split(' ')
    .concat(
      'Lindarov Morvanik Norrabel Ostravé Pellarin Quarrosh Rethmann Sundavar Tervolt Ulvestad Varnholm'.split(
        ' ',
      ),
    );

/** Invented names in Chinese characters, so that columns and offsets meet text outside Latin script. */
export const NATIVE = ['安瑞达', '白鹿明', '陈沃岚', '杜北辰', '方远舟', '高映川'];

export const COUNTRIES =
  'Arvania Belloria Cordavia Dravonia Estmark Felloria Gorvenia Halmaria Istavia Jorland'.split(' ');

export const CUES = 'said insisted warned stated called for announced replied declared argued promised'.split(
  ' ',
);

export const UNITS = [
  'parties',
  'countries',
  'US dollars',
  'delegates',
  'ports',
  'tonnes of grain',
  'per cent',
];

/** Words without an end mark, now and then with a comma, an apostrophe or Chinese characters among them. */
export function phrase(random: Random, count: number): string {
  const words: string[] = [];
  for (let index = 0; index < count; index++) {
    const comma = index > 2 && index < count - 2 && random.chance(0.06) ? ',' : '';
    words.push(random.pick(WORDS) + comma);
  }
  if (count > 8 && random.chance(0.04)) words[4] = '习近平';
  if (count > 8 && random.chance(0.1)) words[6] = `${random.pick(COUNTRIES)}’s`;
  return words.join(' ');
}

/** A sentence of `count` words in invented text. */
export function sentence(random: Random, count: number): string {
  return `${random.pick(COUNTRIES)} ${phrase(random, count - 1)}.`;
}
