/** How an acknowledgement reached us. */
export type AckWay =
  | 'button'
  | 'deep-link'
  | 'code'
  | 'quote'
  | 'reaction'
  | 'native-reminder'
  | 'phone';
