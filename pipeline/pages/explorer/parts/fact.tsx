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

/** A link to an address of the web, which opens beside the page; any other text leads nowhere from here and stays text. */
export function webLink(address: string, text = address): ComponentChildren {
  if (!/^https?:\/\//i.test(address)) return address;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
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
