/** Prepares what every test file shares. The database template is made by the first file that asks for it. */
export default async function globalSetup(): Promise<void> {}
