import { useRef } from 'react';
import { factOf, type Moment } from './facts.ts';
import { childrenOf, type Node, type Path, parentOf, visible } from './nodes.ts';

interface Props {
  moment: Moment;
  path: Path;
  open: ReadonlySet<Path>;
  live: boolean;
  onPath(path: Path): void;
  onOpen(path: Path, open: boolean): void;
}

/** The Learner's attributes as a tree: arrows walk and unfold it, a press lays one open. What is not there now stays in its place, crossed out. */
export function Tree({ moment, path, open, live, onPath, onOpen }: Props) {
  const rows = visible(open);
  const items = useRef(new Map<Path, HTMLElement>());
  const go = (to: Path | null | undefined): void => {
    if (!to) return;
    onPath(to);
    items.current.get(to)?.focus();
  };
  const press = (node: Node, key: string): boolean => {
    const at = rows.findIndex((row) => row.path === node.path);
    const children = childrenOf(node.path);
    const isOpen = open.has(node.path);
    switch (key) {
      case 'ArrowDown':
        go(rows[at + 1]?.path);
        return true;
      case 'ArrowUp':
        go(rows[at - 1]?.path);
        return true;
      case 'ArrowRight':
        if (children.length > 0 && !isOpen) onOpen(node.path, true);
        else go(children[0]);
        return true;
      case 'ArrowLeft':
        if (children.length > 0 && isOpen) onOpen(node.path, false);
        else go(parentOf(node.path));
        return true;
      case 'Home':
        go(rows[0]?.path);
        return true;
      case 'End':
        go(rows.at(-1)?.path);
        return true;
      case 'Enter':
      case ' ':
        if (children.length > 0) onOpen(node.path, !isOpen);
        go(node.path);
        return true;
      default:
        return false;
    }
  };
  return (
    <div className="tree" role="tree" aria-label="Attributes of the Learner">
      {rows.map((node) => {
        const fact = factOf(node.path, moment);
        const siblings =
          parentOf(node.path) === null ? [node.path] : childrenOf(parentOf(node.path)!);
        const children = childrenOf(node.path);
        const isOpen = open.has(node.path);
        return (
          <div
            key={node.path}
            ref={(item) => {
              if (item) items.current.set(node.path, item);
              else items.current.delete(node.path);
            }}
            role="treeitem"
            aria-level={node.level}
            aria-setsize={siblings.length}
            aria-posinset={siblings.indexOf(node.path) + 1}
            aria-expanded={children.length > 0 ? isOpen : undefined}
            aria-selected={node.path === path}
            tabIndex={node.path === path ? 0 : -1}
            className={fact.absent ? 'node gone' : 'node'}
            style={{ '--level': node.level - 1 } as React.CSSProperties}
            onClick={() => {
              if (!live) return;
              if (children.length > 0 && (node.path === path || !isOpen))
                onOpen(node.path, !isOpen);
              onPath(node.path);
            }}
            onKeyDown={(event) => {
              if (!live || event.ctrlKey || event.altKey || event.metaKey) return;
              if (press(node, event.key)) event.preventDefault();
            }}
          >
            <span className="fold" aria-hidden="true">
              {children.length > 0 ? (isOpen ? '−' : '+') : ''}
            </span>
            <code>
              {node.name}
              <span className="hide">,</span>
            </code>
            <span className="value">{fact.absent ? 'not there now' : fact.value}</span>
          </div>
        );
      })}
    </div>
  );
}
