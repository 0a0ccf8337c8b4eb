import { checks } from 'compiled-checks';
import { render } from 'preact';
import '../shared/style.css';
import './style.css';
import { DeskPage } from './desk.tsx';
import { type DeskTexts, openProject } from './model/open.ts';

const root = document.getElementById('page');
const texts = JSON.parse(document.getElementById('project')?.textContent ?? '{}') as DeskTexts;
if (root !== null) render(<DeskPage project={openProject(texts, checks)} />, root);
