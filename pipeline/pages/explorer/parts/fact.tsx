import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { copyText } from '../../shared/download.ts';

/** A line of facts; left out when there is nothing to say. */
export function Fact({ name, children }: { name: string; children?: ComponentChildren }) {
  if (isEmpty(children)) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

function isEmpty(children: ComponentChildren): boolean {
  if (Array.isArray(children)) return children.every(isEmpty);
  return children === undefined || children === null || children === false || children === '';
}

/** Copies a text and says so. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    setSaid((await copyText(text())) ? 'Copied' : 'Not copied');
    setTimeout(() => setSaid(''), 1600);
  };
  return (
    <button type="button" class="button" onClick={copy}>
      <span aria-live="polite">{said || label}</span>
    </button>
  );
}
