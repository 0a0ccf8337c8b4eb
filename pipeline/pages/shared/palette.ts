import { useMedia } from './media.ts';

/** The colours of pictures: literal ones, because a saved picture has no style sheet. */
export interface Palette {
  ground: string;
  ink: string;
  muted: string;
  line: string;
  accent: string;
  /** From little to much. */
  steps: readonly [string, string];
  /** Told apart with every kind of colour blindness, after Okabe and Ito; dark enough on their ground. */
  kinds: readonly string[];
  voices: Readonly<Record<string, string>>;
  /** What is not known. */
  unknown: string;
}

const LIGHT: Palette = {
  ground: '#ffffff',
  ink: '#1c2127',
  muted: '#565f69',
  line: '#dbd8cf',
  accent: '#0a5a9c',
  steps: ['#e4eef7', '#08427a'],
  kinds: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#7d6b00', '#4b4b4b'],
  voices: { author: '#0072b2', publisher: '#b39b00', reported: '#d55e00' },
  unknown: '#a8a39a',
};

const DARK: Palette = {
  ground: '#1b2026',
  ink: '#e7eaed',
  muted: '#a5aeb8',
  line: '#343c45',
  accent: '#7db8ef',
  steps: ['#22384d', '#a9d4fa'],
  kinds: ['#56b4e9', '#f08a4b', '#2fc398', '#e3a0c6', '#e6b33d', '#9ad0f2', '#cbbd4a', '#c4c8cc'],
  voices: { author: '#56b4e9', publisher: '#d8c64a', reported: '#f08a4b' },
  unknown: '#6d7680',
};

/** The colours for the light or dark ground the reader wants; they follow when the reader changes it. */
export function usePalette(): Palette {
  return useMedia('(prefers-color-scheme: dark)') ? DARK : LIGHT;
}
