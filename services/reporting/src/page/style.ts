/** The page's style. Every pair of colours has a contrast of 7:1 or more; without colour nothing is lost. */
export const style = `
:root { color-scheme: light dark; --ink: #16202a; --paper: #ffffff; --link: #0a4a82; --block: #eef2f5; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf1; --paper: #14191e; --link: #a3cdf5; --block: #222a31; } }
body { margin: 0 auto; padding: 1rem; max-width: 44rem; font: 1.05rem/1.6 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
a { color: var(--link); }
a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0; padding: 0; list-style: none; }
nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
pre { padding: .75rem 1rem; background: var(--block); white-space: pre-wrap; overflow-wrap: anywhere; }
@media print { nav { display: none; } }
`;
