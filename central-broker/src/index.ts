export { type MosquittoFiles, type MosquittoInput, mosquittoFiles } from './broker/mosquitto.ts';
export { type CentreConfig, configJsonSchema, loadConfig } from './config.ts';
export { centreError } from './errors.ts';
export { type Centre, type CentrePorts, startCentre } from './main.ts';
export { CentralGallery } from './search/gallery.ts';
