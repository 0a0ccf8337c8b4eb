import { READERS } from '../support/readers/all.ts';
import { DATASETS, describeReadBack } from '../support/readers/read-back.ts';

for (const data of Object.keys(DATASETS)) describeReadBack(data, READERS);
