/** Traditional characters and their simplified forms, `繁 简|...`: the table of OpenCC (Apache-2.0) as opencc-js carries it. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string;
  export default pairs;
}
