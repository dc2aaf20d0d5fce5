export { type Budget, type BudgetRow, type BudgetScope, uncertaintyBudget } from './budget.ts';
export type { Component, Distribution } from './component.ts';
export { type Reported, reported } from './report.ts';
export { type BalanceUncertainty, type Influence, weighingBudget } from './weighing-budget.ts';
