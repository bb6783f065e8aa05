/** All recordings at once: for the build, which draws them. A page loads one at a time. */

import B from './recorded/B.json' with { type: 'json' };
import C from './recorded/C.json' with { type: 'json' };
import D from './recorded/D.json' with { type: 'json' };
import E from './recorded/E.json' with { type: 'json' };
import F from './recorded/F.json' with { type: 'json' };
import type { RecordedName, Recording } from './recorded.ts';

export const recordings = { B, C, D, E, F } as Record<RecordedName, Recording>;
