export { contentSecurityPolicy, renderHtml, type HtmlOptions } from './html/render-html.js';
