declare module '*.css';
declare module 'virtual:noto-sans-sc.css';
declare module '*?worker&url' {
  const address: string;
  export default address;
}
declare module '*.pdf?url' {
  const address: string;
  export default address;
}
