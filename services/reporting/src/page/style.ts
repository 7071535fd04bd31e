/** The page's style. Every pair of colours has a contrast of 7:1 or more; without colour nothing is lost. */
export const style = `
:root { color-scheme: light dark; --ink: #16202a; --paper: #ffffff; --link: #0a4a82; --block: #eef2f5; --line: #c3ccd4; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf1; --paper: #14191e; --link: #a3cdf5; --block: #222a31; --line: #45515c; } }
body { margin: 0 auto; padding: 1.25rem 1rem 4rem; max-width: 46rem; font: 1.0625rem/1.6 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { margin: 2.5rem 0 .5rem; font-size: 2.5rem; letter-spacing: -.02em; }
h2 { margin: 0 0 1rem; font-size: 1.6rem; }
h3 { margin: 2rem 0 .25rem; font-size: 1.0625rem; }
p { margin: .25rem 0 .75rem; }
.lead { font-size: 1.25rem; line-height: 1.5; text-wrap: pretty; }
ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: 0; list-style: none; }
a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.doors { margin: 2rem 0 0; }
.doors ul { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem; }
.doors a { display: block; box-sizing: border-box; height: 100%; padding: 1rem 1.125rem; color: var(--ink); background: var(--block); border-radius: .5rem; text-decoration: none; }
.doors strong { display: block; font-size: 1.2rem; text-decoration: underline; text-underline-offset: .2em; text-decoration-thickness: 1px; }
.doors a:hover strong { text-decoration-thickness: 3px; }
section { margin-top: 3rem; padding-top: 2rem; border-top: 1px solid var(--line); }
section h2 + h3 { margin-top: 0; }
dl { margin: .75rem 0 0; }
dl div { margin-bottom: .5rem; }
dd { margin: 0; }
code { font: .9em/1.6 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { margin: 0; padding: .875rem 1.125rem; background: var(--block); border-radius: .5rem; white-space: pre-wrap; }
pre code { user-select: all; }
@media (min-width: 40rem) { dl { display: grid; grid-template-columns: max-content 1fr; gap: .5rem 1.25rem; } dl div { display: contents; } }
@media print { nav, .doors { display: none; } }
`;
