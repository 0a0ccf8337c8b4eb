import { describe, expect, it } from 'vitest';
import { renderText } from '../../pipeline/diagnostics/render/text.ts';
import { check } from '../support/checked.ts';
import { LARGE_FILES } from '../support/texts/large-files.ts';

const SMALL = 20_000;
const TIMES = 5;
/** A square would take 25 times as long; other programs on the machine may double what is linear. */
const MOST = 14;
/** Below this the start-up of the compiler is measured, and not the file. */
const NEGLIGIBLE = 150;
/** A hang is what is looked for: minutes, not a slow machine. */
const PATIENCE = 60_000;

/** Milliseconds of the processor, which do not pass while other programs run. */
function costOf(text: string): number {
  const before = process.cpuUsage();
  const diagnostics = check(text);
  renderText(diagnostics, { textOf: () => text, color: false });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('a large file is answered in a time that grows as it does', () => {
  it.each(Object.entries(LARGE_FILES))(
    '%s',
    (_, make) => {
      costOf(make(SMALL));
      const small = Math.min(costOf(make(SMALL)), costOf(make(SMALL)));
      const large = costOf(make(SMALL * TIMES));
      expect(large / Math.max(small, NEGLIGIBLE)).toBeLessThan(MOST);
    },
    PATIENCE,
  );
});
