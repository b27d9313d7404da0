import { expect, test } from "vitest";
import { isGtin, readNameplate } from "./nameplate";

const read = (text: string, format = "Code128", symbology = "") => readNameplate({ text, format, symbology });

test("a number without a label is offered as the serial number, as it is", () => {
  expect(read("21DKA0093847")).toEqual({
    raw: "21DKA0093847",
    kind: "plain",
    serial: "21DKA0093847",
    model: "",
    product: "",
  });
});

test("the barcode of the shop's shelf is a product, never a serial number", () => {
  expect(read("6901234567892", "ean_13")).toMatchObject({ kind: "product", product: "6901234567892", serial: "" });
  expect(read("6901234567892", "EAN13")).toMatchObject({ kind: "product", serial: "" });
  expect(isGtin("6901234567892")).toBe(true);
  expect(isGtin("6901234567893")).toBe(false);
});

test("GS1 codes say themselves what is the serial number", () => {
  expect(read("(01)06901234567892(21)A1B2C3")).toMatchObject({
    kind: "gs1",
    product: "06901234567892",
    serial: "A1B2C3",
  });
  expect(read("0106901234567892240KFR-35GW\u001d21A1B2C3", "DataMatrix", "]d2")).toMatchObject({
    kind: "gs1",
    model: "KFR-35GW",
    serial: "A1B2C3",
  });
  expect(read("https://id.example.com/01/06901234567892/21/A%2F1?x=1", "QRCode")).toMatchObject({
    kind: "gs1",
    product: "06901234567892",
    serial: "A/1",
  });
});

test("a long number that only looks like GS1 is not cut up", () => {
  expect(read("0106901234567892", "Code128", "]C0")).toMatchObject({ kind: "plain", serial: "0106901234567892" });
  expect(read("(01)06901234567893(21)A1")).toMatchObject({ kind: "text", serial: "" });
});

test("labels in a QR code are followed, in both languages and in addresses", () => {
  expect(read("型号：BCD-520WGHSS；序列号：CE0J8E00K00", "QRCode")).toMatchObject({
    model: "BCD-520WGHSS",
    serial: "CE0J8E00K00",
  });
  expect(read("Model: WAT28400 S/N: 400123456", "QRCode")).toMatchObject({ model: "WAT28400", serial: "400123456" });
  expect(read("https://example.com/q?model=X1%2DPro&sn=998877", "QRCode")).toMatchObject({
    model: "X1-Pro",
    serial: "998877",
  });
  expect(read('{"sn":"998877","model":"X1"}', "QRCode")).toMatchObject({ model: "X1", serial: "998877" });
});

test("what is not understood is kept as text and fills in nothing", () => {
  for (const text of ["https://example.com/support", "WIFI:S:home;P:secret;;", "你好", "hello world", "HELLO"]) {
    expect(read(text, "QRCode")).toEqual({ raw: text, kind: "text", serial: "", model: "", product: "" });
  }
});
