import {XmlScanner} from './libs/xml/dist/tree/scanner.js';
import {parseXml} from '@passerelle/xml';
const numbered=(n,f)=>Array.from({length:n},(_, i)=>f(i)).join('');
const levels = numbered(120, d=>`<a ${numbered(250,at=>` xmlns:p${at}${d%16===0?'x'+d:''}="u"`)}>`);
function t(n,s){const b=Buffer.from(s);const c=process.cpuUsage();let r='ok';try{parseXml(b)}catch(e){r=e.code+JSON.stringify(e.facts)}const u=process.cpuUsage(c);console.log(n,b.length,(u.user+u.system)/1e6,r)}
t('levels',levels+'</a>'.repeat(120));
for (const n of [10000,20000,40000]) t('few '+n,'<a>'+'<b xmlns:c="d" c:e=""/>'.repeat(n)+'</a>');
for (const n of [10000,20000,40000]) t('scope '+n,levels+'<b xmlns:c="d" c:e=""/>'.repeat(n)+'</a>'.repeat(120));
t('name','<'+'a'.repeat(19900000)+'/>');
const v='\t'.repeat(1e7); console.time('re');v.replace(/[\t\n]/g,' ');console.timeEnd('re');console.time('atom');v.replace(/\t/g,' ').replace(/\n/g,' ');console.timeEnd('atom');console.time('all');v.replaceAll('\t',' ');console.timeEnd('all');
const w='\r'.repeat(1e7); console.time('re');w.replace(/\r\n?/g,'\n');console.timeEnd('re');console.time('atom');w.replace(/\r\n/g,'\n').replace(/\r/g,'\n');console.timeEnd('atom');
const x='a\tb\t'.repeat(5e6);console.time('re');x.replace(/[\t\n]/g,' ');console.timeEnd('re');console.time('atom');x.replace(/\t/g,' ').replace(/\n/g,' ');console.timeEnd('atom');
