/** What the page itself says while the machine behind it does not answer. No personal data, no claim. */
export const line = {
  'line.wait.title': '请稍候',
  'line.wait.lead': '屏幕正在恢复。请不要离开，先不要动卡和证件。',
  'line.wait.long': '恢复得比较慢。可以请附近的工作人员帮忙。',
  'line.elsewhere.title': '这个屏幕已在别处继续',
  'line.elsewhere.lead': '要在这里继续，请按下面的按钮。',
  'line.elsewhere.button': '在这里继续',
} as const;
