"""What somebody who means harm, or only copies from the web, may write into a field. `{n}` tells one from another."""

import re
from itertools import product

#: Each would call `window.owned` or open a dialog if anything ran it.
CALLS = ("alert(1)", "window.owned={n}", "(()=>{{window.owned={n}}})()")
_SCRIPTS = (
    "<script>{call}</script>",
    "<ScRiPt>{call}</sCrIpT>",
    "<script src=data:text/javascript,{call}></script>",
    "</title><script>{call}</script>",
    "</textarea><script>{call}</script>",
    "</select></option><script>{call}</script>",
    "--><script>{call}</script>",
    "]]><script>{call}</script>",
    "<script\n>{call}</script\n>",
    "<<script>{call}//<</script>",
    "<img src=x onerror={call}>",
    "<img src=x onerror='{call}'>",
    "<IMG SRC=x OnErRoR={call}>",
    "<img/src=x/onerror={call}>",
    "<svg onload={call}>",
    "<svg/onload={call}>",
    "<svg><script>{call}</script></svg>",
    "<svg><animate onbegin={call} attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:{call}><text y=20>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload={call}>#x'/></svg>",
    "<math><mtext></p><img src=x onerror={call}></math>",
    "<body onload={call}>",
    "<details open ontoggle={call}>",
    "<input autofocus onfocus={call}>",
    "<select autofocus onfocus={call}>",
    "<video><source onerror={call}></video>",
    "<audio src=x onerror={call}>",
    "<marquee onstart={call}>",
    "<iframe src=javascript:{call}></iframe>",
    "<iframe srcdoc='<script>{call}</script>'></iframe>",
    "<object data=javascript:{call}></object>",
    "<embed src=javascript:{call}>",
    "<form action=javascript:{call}><button>x</button></form>",
    "<a href=javascript:{call}>x</a>",
    "<a href='jav&#x09;ascript:{call}'>x</a>",
    "<base href=javascript:{call}//>",
    "<link rel=stylesheet href=javascript:{call}>",
    "<meta http-equiv=refresh content='0;url=javascript:{call}'>",
    "<template><img src=x onerror={call}></template>",
    "<noscript><p title='</noscript><img src=x onerror={call}>'></noscript>",
    '" onmouseover="{call}" x="',
    '" autofocus onfocus="{call}" x="',
    "' onmouseover='{call}' x='",
    "x onmouseover={call} y=",
    '"><script>{call}</script>',
    "'><script>{call}</script>",
    '"><img src=x onerror={call}>',
    "` onmouseover=`{call}",
    '" style="background:url(javascript:{call})" x="',
    "javascript:{call}",
    "JaVaScRiPt:{call}",
    " javascript:{call}",
    "java\tscript:{call}",
    "data:text/html,<script>{call}</script>",
    "vbscript:{call}",
    "&lt;script&gt;{call}&lt;/script&gt;",
    "&#60;script&#62;{call}&#60;/script&#62;",
    "\\u003cscript\\u003e{call}\\u003c/script\\u003e",
    "%3Cscript%3E{call}%3C/script%3E",
    "＜script＞{call}＜/script＞",
    "<i data-hx-get=/ data-hx-trigger=load data-hx-on:load={call}>",
    "<i hx-get=/ hx-trigger=load hx-on::load={call}>",
    "<i hx-get=/ hx-trigger='every 1s[{call}]'>",
    "<hx-partial data-hx-target=body><script>{call}</script></hx-partial>",
)
_OTHERS = (
    "{{{{1337*7331}}}}",
    "${{1337*7331}}",
    "#{{1337*7331}}",
    "<%= 1337*7331 %>",
    "{{% for x in (1,) %}}{{{{1337*7331}}}}{{% endfor %}}",
    "{{{{config}}}}{n}",
    "{{{{''.__class__.__mro__}}}}{n}",
    "{{# {n} #}}",
    "%(name)s %s %d {n}",
    "<style>*{{display:none}}</style>{n}",
    "<style>@import 'http://evil.example/{n}.css';</style>",
    "<div style='position:fixed;inset:0'>{n}</div>",
    "<p class=notice id=notice>{n}</p>",
    "<input name=request_id value={n}>",
    "</main></body></html>{n}",
    "<!-- {n}",
    "<![CDATA[ {n}",
    "<plaintext>{n}",
    "<textarea>{n}",
    "<a href=//evil.example/{n}>x</a>",
    "<img src=//evil.example/{n}.png>",
    "\u202egnp.{n}\u202c evil",
    "\u2066{n}\u2069\u2067x",
    "\u200b\u200d\ufeff{n}",
    "a\u0300\u0301\u0302\u0303{n}" * 3,
    "&{n};&amp&#0;&#x;",
    "\\'; alert({n}); //",
    '\\"; alert({n}); //',
    "'; DROP TABLE contacts; -- {n}",
    "http://evil.example/{n}?a=b&c=<d>#\"'",
    "mailto:x@evil.example?bcc=y{n}",
    '" data-hx-get="/{n}" data-hx-trigger="load" x="',
    "[x](javascript:alert({n}))",
    "<xmp><img src=x onerror=alert({n})></xmp>",
    "<frameset onload=alert({n})>",
    "tel:{n};phone-context=<b>",
    "<hr hidden>{n}",
    "<dialog open>{n}</dialog>",
)
_LINK = re.compile(r"\s*(java\s*script|data|vbscript|https?|mailto|tel):", re.IGNORECASE)


def payloads(count: int) -> list[str]:
    """So many, each with a number of its own; the first of them are of all sorts."""
    scripts = [text.replace("{call}", call) for call, text in product(CALLS, _SCRIPTS)]
    every = [*_OTHERS, *scripts]
    step = max(1, len(every) // count)
    return [text.format(n=number) for number, text in enumerate(every[::step][:count])]


def packed(every: list[str], room: int = 170) -> list[str]:
    """All of them in words that fit into a name. What only a link would run stands at the front of its word."""
    words = [text for text in every if _LINK.match(text)]
    for text in every:
        if not _LINK.match(text):
            place = next((n for n, word in enumerate(words) if len(word) + len(text) < room), len(words))
            words[place : place + 1] = [" ".join([*words[place : place + 1], text])]
    return words
