import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** The title of a view, which is that of the document too. */
export function Heading({ children }: { readonly children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const text = heading.current?.textContent ?? '';
    document.title = text === '' || text === 'Tributary' ? 'Tributary' : `${text} – Tributary`;
  });
  return <h1 ref={heading}>{children}</h1>;
}
