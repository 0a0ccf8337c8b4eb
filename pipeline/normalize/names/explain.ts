import type { Resolution } from './types.ts';

const RULES: Readonly<Record<Resolution['method'], string>> = {
  'explicit-id': 'id',
  redirect: 'retired id, followed',
  'record-names': 'names of the record',
  exact: 'exact name',
  normalized: 'name, folded',
  title: 'name without title',
  office: 'office on the date',
};

/**
 * One line that says what a written name became and why: "Beijing → cn-government (Government of China) · metonym, only
 * reading in claimant".
 * @param slotKey the key it stands under, when known
 */
export function describeResolution(text: string, resolution: Resolution, slotKey?: string): string {
  const { entry, method, reading, describedRole, warning } = resolution;
  const byMetonym = reading === 'metonym' && method !== 'record-names';
  const rule = byMetonym ? `metonym, only reading in ${slotKey ?? 'its field'}` : RULES[method];
  const role = describedRole === null || describedRole === text ? '' : ` "${describedRole}"`;
  const doubt = warning === undefined ? '' : ` · ${warning.code}`;
  return `${text} → ${entry.id} (${entry.name}) · ${rule}${role}${doubt}`;
}
