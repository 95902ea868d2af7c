const shares = Array.from({ length: 20 }, (_, at) => (at + 1) * 5)
  .map((share) => `.w${share}{width:${share}%}`)
  .join('');

/**
 * The style of a page. Colours have a contrast of at least 7:1 to what they stand on, and nothing is said by colour alone:
 * what is not translated or warns carries a word in a frame.
 */
export const style = `
:root{--ink:#17202b;--soft:#43505f;--line:#c9d1da;--faint:#eef1f5;--link:#0a4a8a;--alarm:#8c1515;--alarm-faint:#fdf3f2;--paper:#fff}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0 auto;max-width:78rem;padding:0 1.25rem 3rem;background:var(--paper);color:var(--ink);font:0.9375rem/1.45 "Noto Sans","Segoe UI",system-ui,-apple-system,Roboto,"Helvetica Neue",Arial,sans-serif}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,main:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999rem;top:0;background:var(--ink);color:#fff;padding:.5rem 1rem;z-index:1}
.skip:focus{left:0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
header{padding:1.25rem 0 .75rem;border-bottom:3px solid var(--ink)}
.kind{margin:0;color:var(--soft);font-size:.875rem}
h1{margin:.1rem 0 .3rem;font-size:1.75rem;line-height:1.2}
.facts{display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;margin:0;padding:0;list-style:none;font-size:1rem;font-weight:600}
.provenance{display:flex;flex-wrap:wrap;gap:0 1.5rem;margin-top:.4rem;font-size:.8125rem;color:var(--soft)}
.provenance .main{flex-basis:100%;color:var(--alarm);font-size:1rem}
nav{margin:.75rem 0 0}
nav ul{display:flex;flex-wrap:wrap;gap:.3rem .5rem;margin:0;padding:0;list-style:none}
nav li{border:1px solid var(--line);border-radius:3px;padding:.1rem .55rem;background:var(--faint);font-size:.8125rem}
nav li.prominent{border-color:var(--alarm);background:var(--alarm-faint)}
.count{color:var(--soft);font-size:.8125rem;font-weight:400;white-space:nowrap}
main:focus{outline:none}
h2{margin:1.75rem 0 .4rem;font-size:1.125rem;line-height:1.3;break-after:avoid}
h3{margin:0 0 .2rem;font-size:.875rem}
.prominent.clinical{margin-top:1.25rem;padding:.1rem 1rem .5rem;border:1px solid var(--alarm);border-left-width:8px;background:var(--alarm-faint)}
.prominent.clinical h2{margin-top:.6rem;color:var(--alarm)}
.statements{margin:.3rem 0 .5rem}
.statements .main{font-size:1rem}
table{width:100%;border-collapse:collapse;background:var(--paper);margin:.3rem 0 .4rem}
table[role=table]{table-layout:fixed}
${shares}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:.4rem .6rem .45rem;border:0 solid var(--line);border-bottom-width:1px;text-align:left;vertical-align:top;overflow-wrap:break-word;hyphens:auto}
thead th{border-bottom:2px solid var(--soft);background:var(--faint);color:var(--soft);font-size:.75rem;font-weight:600;letter-spacing:.01em;vertical-align:bottom}
tbody th{font-weight:400}
tr{break-inside:avoid}
.main{font-weight:600}
.quiet,.beside{color:var(--soft);font-size:.8125rem}
.beside{font-weight:400;line-height:1.35;padding-bottom:.15rem}
.label{color:var(--soft);font-size:.8125rem;font-weight:400}
.code{white-space:nowrap;font-variant-numeric:tabular-nums}
.beside .code{white-space:normal}
.mark{display:inline-block;border:1px dashed var(--soft);border-radius:3px;padding:0 .3rem;color:var(--ink);font-size:.6875rem;font-weight:400;line-height:1.4;vertical-align:.08em}
.flags{margin-bottom:.15rem}
.flag{display:inline-block;border:1px solid var(--soft);border-radius:3px;padding:0 .4rem;background:var(--paper);font-size:.8125rem}
.flag.warning{border-color:var(--alarm);background:var(--alarm);color:#fff}
tr.notes td{border-top:0;padding-top:0}
tr:has(+ tr.notes)>*{border-bottom:0}
.depth-1>th{padding-left:1.8rem}
.depth-2>th{padding-left:3rem}
.depth-3>th{padding-left:4.2rem}
.about{margin:.2rem 0 0;color:var(--soft);font-size:.8125rem}
.only-pdf{margin-top:1.25rem;padding:.1rem 1rem;border:2px solid var(--ink);background:var(--faint)}
.blocks{display:grid;grid-template-columns:repeat(auto-fill,minmax(19rem,1fr));gap:1rem 1.5rem}
.block{border-top:2px solid var(--line);padding-top:.4rem;overflow-wrap:anywhere;break-inside:avoid}
details{border-top:1px solid var(--line);padding:.35rem 0}
summary{cursor:pointer;font-weight:600}
.source{margin:.4rem 0 0;padding:.1rem .8rem;border-left:4px solid var(--line);overflow-x:auto}
.source table{width:auto;max-width:100%}
.source th,.source td{border-width:1px;font-size:.8125rem;padding:.2rem .5rem}
.source caption{position:static;width:auto;height:auto;clip-path:none;text-align:left;font-weight:600}
.systems td,.systems th{font-size:.8125rem;padding:.15rem .6rem;white-space:normal;overflow-wrap:anywhere}
.systems tr>:nth-child(n+3){overflow-wrap:break-word}
footer{margin-top:2rem;border-top:1px solid var(--line);color:var(--soft);font-size:.8125rem}
@media (max-width:46rem){
body{padding:0 .75rem 2rem}
h1{font-size:1.375rem}
.prominent.clinical{padding:.1rem .6rem .4rem}
table[role=table],table[role=table] tbody,table[role=table] tr,table[role=table] th,table[role=table] td{display:block;width:auto}
table[role=table] thead,table[role=table] colgroup{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table[role=table] tr{border-bottom:1px solid var(--line);padding:.4rem .5rem}
table[role=table] tr>*{border:0;padding:.1rem 0}
table[role=table] td[data-label]::before{content:attr(data-label);display:block;color:var(--soft);font-size:.75rem;font-weight:600}
table[role=table] td.none{display:none}
table[role=table] tr:has(+ tr.notes){border-bottom:0;padding-bottom:0}
.depth-1{margin-left:1rem}.depth-2{margin-left:2rem}.depth-3{margin-left:3rem}
table[role=table] .depth-1>th,table[role=table] .depth-2>th,table[role=table] .depth-3>th{padding-left:0}
}
@page{size:A4;margin:14mm 12mm 16mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#43505f}}
@media print{
body{max-width:none;padding:0;font-size:8.5pt;line-height:1.35}
nav,.skip,.about a,details p:last-child{display:none}
header{padding-top:0}
h1{font-size:16pt}
h2{font-size:11pt;margin-top:10pt}
.facts{font-size:9.5pt}
thead{display:table-header-group}
thead th{font-size:7pt}
th,td{padding:2.5pt 5pt}
.quiet,.beside,.label,.about,.provenance,.count,.source th,.source td,.systems td,.systems th{font-size:7pt}
.mark{font-size:6.5pt}
.flag{font-size:7.5pt}
.prominent.clinical,.flag.warning,thead th,.only-pdf{print-color-adjust:exact;-webkit-print-color-adjust:exact}
a{color:inherit;text-decoration:none}
.blocks{grid-template-columns:1fr 1fr}
#as-written{break-before:page}
details::details-content{content-visibility:visible;display:block;height:auto}
summary{list-style:none}
.source{overflow:visible}
}
`;
