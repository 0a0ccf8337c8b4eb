import { render } from 'preact';
import type { PageIndex } from '../../write/formats/explorer/layout.ts';
import '../shared/style.css';
import { App } from './app.tsx';
import { openDataset } from './data/dataset.ts';
import { startEngine } from './data/engine.ts';
import './explorer.css';

const textOf = (id: string): string => document.getElementById(id)?.textContent ?? '';

const page = document.getElementById('page') as HTMLElement;
try {
  const data = openDataset(JSON.parse(textOf('index')) as PageIndex, textOf('columns'));
  render(<App data={data} engine={startEngine(data)} />, page);
} catch (error) {
  // Older browsers lack what the page needs; whoever opens it is told so instead of seeing nothing.
  page.textContent = `This page could not be shown: ${(error as Error).message}. It needs a browser of 2023 or later. The same data stand in claims.xlsx and in csv/ beside it.`;
}
document.documentElement.dataset.ready = String(Math.round(performance.now()));
