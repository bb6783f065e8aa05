export interface CardText {
  /** As a reader sees it: `31`, `F1`; absent on the site's own card. */
  label?: string;
  question: string;
  answer: string;
  /** Nine cells, as '000 111 222'. */
  glyph: string;
  site: string;
}

export interface Box {
  type: string;
  props: { style: Record<string, string | number>; children?: string | Box[] };
}

export const WIDTH = 1200;
export const HEIGHT = 630;

/** The light theme of `tokens.css`: a card has no theme of its own, and a picture knows no variables. */
const PAPER = '#fbfbf9';
const INK = '#17181b';
const INK_2 = '#4a4d53';
const ACCENT = '#a30050';
const TONES = ['#d5d7d8', '#85898f', INK];
const MARGIN = 72;
const CELL = 56;

/** The card as boxes: the sign in its frame hangs on the right, the site's name stands at the foot. */
export function cardLayout({ label, question, answer, glyph, site }: CardText): Box {
  const head = label ? [box({ color: ACCENT, fontSize: 60, marginRight: 36 }, label)] : [];
  return box(
    {
      flexDirection: 'column',
      justifyContent: 'space-between',
      width: WIDTH,
      height: HEIGHT,
      boxSizing: 'border-box',
      padding: `${MARGIN - 8}px ${MARGIN}px ${MARGIN - 16}px`,
      background: PAPER,
      color: INK,
      fontFamily: 'Serif, Extra',
    },
    [
      box({ justifyContent: 'space-between', alignItems: 'flex-start' }, [
        box({ flexDirection: 'column', width: 800 }, [
          box({ alignItems: 'flex-start' }, [
            ...head,
            box(
              { fontSize: questionSize(question), lineHeight: 1.15, marginTop: 4, flex: 1 },
              question,
            ),
          ]),
          box(
            { color: INK_2, fontSize: answerSize(answer), lineHeight: 1.38, marginTop: 32 },
            answer,
          ),
        ]),
        sign(glyph),
      ]),
      box({ fontStyle: 'italic', fontSize: 30 }, site),
    ],
  );
}

const questionSize = ({ length }: string) => (length <= 60 ? 60 : length <= 110 ? 48 : 38);
const answerSize = ({ length }: string) => (length <= 200 ? 34 : 29);

function sign(glyph: string): Box {
  const rows = glyph.split(' ').map((row) =>
    box(
      {},
      [...row].map((tone) =>
        box({ width: CELL, height: CELL, background: TONES[Number(tone)] ?? PAPER }),
      ),
    ),
  );
  return box({ flexDirection: 'column', padding: 12, border: `8px solid ${ACCENT}` }, rows);
}

function box(style: Box['props']['style'], children: string | Box[] = []): Box {
  return { type: 'div', props: { style: { display: 'flex', ...style }, children } };
}
