declare module '*.css';
declare module 'virtual:noto-sans-sc.css';
