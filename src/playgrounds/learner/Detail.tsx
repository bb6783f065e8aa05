import { LineChart } from '#kit';
import { forEye } from '#kit/state';
import { boundsOf, type Curve, curvesOf } from './curves.ts';
import { epochsOf, type Fact, type Moment, num } from './facts.ts';
import { naming } from './naming.ts';
import type { Node } from './nodes.ts';
import { total } from './run.ts';

interface Props {
  node: Node;
  fact: Fact;
  moment: Moment;
  live: boolean;
  onStep(step: number): void;
}

/** One attribute: how it is typed, what it is now, who wrote it, and its picture where it has one. */
export function Detail({ node, fact, moment, live, onStep }: Props) {
  const curves = fact.absent ? [] : curvesOf(node.path, moment);
  return (
    <>
      <p className="typed">
        <code>{node.expression}</code>
      </p>
      {fact.absent ? (
        <p className="said is-error">
          <code>{fact.absent}</code>
        </p>
      ) : (
        <p className="now">
          <span className="lab">{fact.type}</span>
          <code>{fact.value}</code>
        </p>
      )}
      <p className="said">{fact.about}</p>
      {fact.writer && <p className="said quiet">Written by: {fact.writer}</p>}
      {fact.callback && <Made of={fact.callback} />}
      {node.path === 'recorder.values' && !fact.absent && <Values moment={moment} />}
      <div className="curves">
        {curves.map((curve) => (
          <CurveChart key={curve.title} {...{ curve, moment, live, onStep }} />
        ))}
      </div>
    </>
  );
}

function Made({ of }: { of: string }) {
  const { cut, attribute } = naming(of);
  return (
    <p className="said quiet">
      {of}
      {cut !== of && ` → ${cut}`} → {attribute}
    </p>
  );
}

function CurveChart({
  curve,
  moment,
  live,
  onStep,
}: Pick<Props, 'moment' | 'live' | 'onStep'> & { curve: Curve }) {
  const { title, points, rings } = curve;
  const [low, high] = boundsOf(curve);
  const last = points.at(-1);
  return (
    <div>
      <p className="lab">{title}</p>
      <LineChart
        label={`${title}, ${points.length} of ${total} batches${last ? `, now ${num(last[1])}` : ''}`}
        height={98}
        x={[1, total]}
        y={[low, high]}
        yTicks={[low, high].map((at) => ({ at, text: num(at) }))}
        xTicks={[
          { at: 1, text: '1' },
          { at: total, text: String(total) },
        ]}
        lines={[{ kind: 'me', points }]}
        rings={rings?.map((at) => ({ at }))}
        cursor={last && { x: moment.step, y: last[1], text: num(last[1]) }}
        onPick={live ? (x) => onStep(Math.min(total, Math.max(1, Math.round(x)))) : undefined}
      />
    </div>
  );
}

/** The rows of `values` as the table that a fit prints. */
function Values({ moment }: { moment: Moment }) {
  const rows = epochsOf(moment);
  return (
    <table className="tbl">
      <caption className="hide">The rows of recorder.values</caption>
      <thead>
        <tr>
          <th scope="col">epoch</th>
          <th scope="col">train_loss</th>
          <th scope="col">valid_loss</th>
          <th scope="col">accuracy</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ epoch, trainLoss, validLoss, accuracy }, i) => (
          <tr key={epoch}>
            <th scope="row">{i}</th>
            {[trainLoss, validLoss, accuracy].map((value, j) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the column is the identity
              <td key={j} className="n">
                {forEye(value, 4)}
              </td>
            ))}
          </tr>
        ))}
        {rows.length === 0 && (
          <tr>
            <td colSpan={4}>no epoch has ended yet</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
