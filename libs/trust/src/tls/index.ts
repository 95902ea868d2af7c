export { tlsProfile } from './profile.js';
