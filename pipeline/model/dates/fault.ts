/** Why a text is no date, and the date that was probably meant. */
export interface DateFault {
  fault: string;
  suggestion?: string;
}
