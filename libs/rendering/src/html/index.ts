export { contentSecurityPolicy, renderHtml, type HtmlOptions } from './render-html.js';
