export { createContainer, type ContainerDocument } from './create-container.js';
export { verifyContainer } from './verify-container.js';
