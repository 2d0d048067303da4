export interface FieldProblem {
  field: string;
  message: string;
}
