import { readFile } from "node:fs/promises";
import { XmlDocument, XmlLibError, XsdValidator } from "libxml2-wasm";

/** Why a text is no well-formed XML, or what of an XML schema in this folder it breaks; an empty list where it is valid. */
export const xmlFaults = async (xml: string, schema: "junit-ant" | "junit-jenkins"): Promise<readonly string[]> => {
  const schemaDocument = XmlDocument.fromBuffer(await readFile(new URL(`schemas/${schema}.xsd`, import.meta.url)));
  const validator = XsdValidator.fromDoc(schemaDocument);
  try {
    const document = XmlDocument.fromString(xml);
    try {
      validator.validate(document);
      return [];
    } finally {
      document.dispose();
    }
  } catch (error) {
    if (error instanceof XmlLibError)
      return error.details.map(({ line, message }) => `line ${line}: ${message.trim()}`);
    throw error;
  } finally {
    validator.dispose();
    schemaDocument.dispose();
  }
};
