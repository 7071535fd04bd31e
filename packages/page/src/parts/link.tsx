import type { ComponentChildren } from 'preact';
import { go, hrefOf } from '../address/address.ts';

interface LinkProps {
  readonly to: string;
  /** what the view asks for beside what the reader has chosen */
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly current?: boolean;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A link to another view; day, instant, plan and language go along, and no document is loaded anew. */
export function Link({ to, query, current = false, class: name, children }: LinkProps) {
  const href = hrefOf(to, query);
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(href);
  };
  return (
    <a href={href} class={name} aria-current={current ? 'page' : undefined} onClick={follow}>
      {children}
    </a>
  );
}
