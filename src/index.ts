// Every public name, in the order of the spine. Nothing is public that does not stand here.

export { constructs } from "./datasets/constructs.js";
export { corpusDocuments } from "./datasets/corpus/corpusDocuments.js";
// --- data sets
export {
  CORPUS_KINDS,
  type CorpusDocument,
  type CorpusKind,
  type FamilyCorpusOptions,
  LONGEST_DOCUMENT,
} from "./datasets/corpus/FamilyCorpusOptions.js";
export { lastLiteral } from "./datasets/corpus/lastLiteral.js";
export { type NgramAnswers, ngramAnswers } from "./datasets/corpus/ngramAnswers.js";
export { type OutcomeSpread, outcomeSpread } from "./datasets/corpus/outcomeSpread.js";
export { type CorpusProgress, writeCorpus } from "./datasets/corpus/writeCorpus.js";
export type { Dataset, DatasetLicence, DatasetProgram, SiblingFile } from "./datasets/Dataset.js";
export { type FamilyStatement, HELD_OUT } from "./datasets/family/compositions.js";
export {
  FAMILY_BOUNDS,
  FAMILY_SPLITS,
  type FamilyBounds,
  type FamilySplit,
} from "./datasets/family/FamilySplit.js";
export {
  type FamilyAccount,
  type FamilyCall,
  type FamilyOptions,
  type FamilyProgram,
  type FamilyRefusal,
  generateFamily,
} from "./datasets/family/generateFamily.js";
export type { Refusal } from "./datasets/generate/admit.js";
export { REFUSALS } from "./datasets/generate/admit.js";
export { type Committed, commitment, GENERATOR } from "./datasets/generate/commitment.js";
export { type GeneratedOrigin, generatedFiles } from "./datasets/generate/generatedFiles.js";
export {
  type Generated,
  type GeneratedProgram,
  type GenerateOptions,
  generatePrograms,
} from "./datasets/generate/generatePrograms.js";
export { skeleton } from "./datasets/generate/skeleton.js";
export { type Split, splitOf } from "./datasets/generate/split.js";
export { type LoadOptions, loadDataset } from "./datasets/loadDataset.js";
export { agreeing, type TraceAgreement } from "./datasets/mutate/agreeing.js";
export {
  MUTANT_KINDS,
  MUTANT_REFUSALS,
  type Mutant,
  type MutantKind,
  type MutantMapping,
  type MutantRecord,
  type MutantRefusal,
  type NoMutant,
} from "./datasets/mutate/Mutant.js";
export { type MutateOptions, mutate } from "./datasets/mutate/mutate.js";
export {
  type MutantCount,
  type MutantSet,
  type MutateDatasetOptions,
  mutantCounts,
  mutantFiles,
  mutateDataset,
} from "./datasets/mutate/mutateDataset.js";
export { datasets } from "./datasets/packaged.js";
export { type PoseDatasetOptions, poseDataset } from "./datasets/poseDataset.js";
export {
  type FetchedFile,
  type FetchedSet,
  type FetchPublishedOptions,
  fetchPublished,
} from "./datasets/published/fetchPublished.js";
export type {
  AssembledFile,
  PublishedFile,
  PublishedLicence,
  PublishedSet,
} from "./datasets/published/PublishedSet.js";
export { findPublished, publishedFolder } from "./datasets/published/publishedFolder.js";
export { publishedSet, publishedSets } from "./datasets/published/publishedSets.js";
export { type FolderFiles, saveFolder } from "./datasets/saveDataset.js";
export { readTwins } from "./datasets/twins/readTwins.js";
export type { InputKind, Twin, TwinLines, TwinSet, TwinValue } from "./datasets/twins/Twin.js";
export { twinCall, twinLiteral } from "./datasets/twins/twinCall.js";
export { twinInputs } from "./datasets/twins/twinInputs.js";
export { type TwinOutcome, twinOutcome } from "./datasets/twins/twinOutcome.js";
export { twinSteps } from "./datasets/twins/twinSteps.js";
export type { AskOptions, Progress } from "./evaluate/AskOptions.js";
export { ask } from "./evaluate/ask.js";
export type { CompareOptions, ComparisonSplit, Pairs } from "./evaluate/compare/CompareOptions.js";
export { ALLOWANCES, type Allowance, COMPARISON_SPLITS } from "./evaluate/compare/CompareOptions.js";
export type {
  ComparisonBaseline,
  ComparisonData,
  ComparisonDifference,
  ComparisonFlip,
  ComparisonLeftOut,
  ComparisonPairing,
  ComparisonPassAtK,
  ComparisonRow,
  ComparisonSide,
  ComparisonSlice,
  ComparisonTests,
  ComparisonTransitions,
  ComparisonVariance,
  Contrast,
  FlipSide,
} from "./evaluate/compare/ComparisonData.js";
export { compareFolders, compareRuns } from "./evaluate/compare/compareRuns.js";
export { type ComparisonTextOptions, comparisonText } from "./evaluate/compare/comparisonText.js";
export { type MutantLink, type MutantRecords, readMutants } from "./evaluate/compare/readMutants.js";
export { scaleText } from "./evaluate/compare/scaleText.js";
export { type Consistency, type ConsistencyPattern, consistency } from "./evaluate/consistency.js";
export {
  type Counterfactual,
  type CounterfactualOptions,
  counterfactuals,
} from "./evaluate/diagnose/counterfactuals.js";
export {
  CAUSES,
  type Cause,
  DIAGNOSIS_RULES,
  type DiagnosisRule,
} from "./evaluate/diagnose/DIAGNOSIS_RULES.js";
export type {
  DiagnosedAnswer,
  DiagnosedModel,
  DiagnosisCount,
  DiagnosisData,
} from "./evaluate/diagnose/DiagnosisData.js";
export { type Diagnosis, diagnose } from "./evaluate/diagnose/diagnose.js";
export { type DiagnoseOptions, diagnoseRun } from "./evaluate/diagnose/diagnoseRun.js";
export { type DiagnosisTextOptions, diagnosisText } from "./evaluate/diagnose/diagnosisText.js";
export type { Edit } from "./evaluate/diagnose/Edit.js";
export type { Finding, WrongAnswer } from "./evaluate/diagnose/Finding.js";
export { OUT_OF_FAMILY, type OutOfFamily, outOfFamily } from "./evaluate/dialectNotes.js";
export { faithfulnessText } from "./evaluate/features/faithfulnessText.js";
export {
  DOCUMENT_EXCLUSIONS,
  type DocumentExclusion,
  type DocumentForm,
  dialectDocument,
  type FeatureDocuments,
  type FeatureDocumentsOptions,
  featureDocuments,
} from "./evaluate/features/featureDocuments.js";
export { type FoundDictionaryUnit, findUnit } from "./evaluate/features/findUnit.js";
export { type NamedUnits, unitNames } from "./evaluate/features/unitNames.js";
export type {
  CodeComponentReport,
  CodeInterchangeReport,
  CodePrecision,
  FiniteStateReport,
  MeanInterval,
  NeuronComparison,
  StateSteeringReport,
} from "./evaluate/finiteState/FiniteStateReport.js";
export { finiteStateText } from "./evaluate/finiteState/finiteStateText.js";
export {
  type FiniteStateExperimentOptions,
  reportFiniteState,
} from "./evaluate/finiteState/reportFiniteState.js";
export { checkWriters } from "./evaluate/freeRunning/checkWriters.js";
export type {
  DivergenceCount,
  FreeRunningReport,
  FreeRunningSplit,
  TaskBest,
  TaskScore,
  TraceLeftOut,
  TraceScore,
  WrittenCall,
} from "./evaluate/freeRunning/FreeRunningReport.js";
export { type FreeRunningOptions, freeRunning } from "./evaluate/freeRunning/freeRunning.js";
export { freeRunningText } from "./evaluate/freeRunning/freeRunningText.js";
export {
  type InputStatistics,
  inputStatistics,
  TRIVIAL_INPUTS,
  type TrivialInput,
  trivialInput,
} from "./evaluate/inputStatistics.js";
// --- runs
export {
  type InterventionFile,
  type InterventionPlace,
  type InterventionSpec,
  readInterventionFile,
} from "./evaluate/intervene/InterventionFile.js";
export type {
  ChangedAnswer,
  FailedCalls,
  InterventionChange,
  InterventionEffect,
  InterventionFlips,
  InterventionLeftOut,
  InterventionReport,
} from "./evaluate/intervene/InterventionReport.js";
export { type Interventions, interveneRun } from "./evaluate/intervene/interveneRun.js";
export { interventionText } from "./evaluate/intervene/interventionText.js";
export type { MatchedUnit } from "./evaluate/intervene/matchedUnits.js";
export { type LinkedProbe, linkedProbes } from "./evaluate/linkedProbes.js";
export type {
  CorpusExclusion,
  CorpusRow,
  CorpusTable,
  Estimate,
  ExcludedPrograms,
  MicroMacro,
} from "./evaluate/logits/CorpusTable.js";
// --- runs, logits: scores of nodes over many programs
export {
  type ComparedItem,
  type ComparisonPart,
  type CorpusComparison,
  type CorpusComparisonOptions,
  corpusComparison,
} from "./evaluate/logits/corpusComparison.js";
export { type CorpusItem, type CorpusOptions, corpusScores } from "./evaluate/logits/corpusScores.js";
export {
  type DatasetLogitsOptions,
  datasetLogitPairs,
  datasetLogits,
} from "./evaluate/logits/datasetLogits.js";
export type { Manifest, Setup, Shard } from "./evaluate/Manifest.js";
export { type AddedShards, type AddShardsOptions, addShards } from "./evaluate/queue/addShards.js";
export type { QueuePlace } from "./evaluate/queue/openQueue.js";
export { type QueueStatus, queueStatus } from "./evaluate/queue/queueStatus.js";
export {
  type WorkEvent,
  type WorkedShards,
  type WorkShardsOptions,
  workShards,
} from "./evaluate/queue/workShards.js";
export type {
  Accuracy,
  ExactShare,
  IntervalMethod,
  IntervalWarning,
  ReportChance,
  ReportConsistency,
  ReportCount,
  ReportData,
  ReportDivergence,
  ReportExample,
  ReportInputs,
  ReportPassAtK,
  ReportScore,
  ReportSplit,
} from "./evaluate/ReportData.js";
export type { Row } from "./evaluate/Row.js";
export { type Run, readRun } from "./evaluate/RunFolder.js";
export { REPORT_SPLITS, type SplitBy } from "./evaluate/reportSplits.js";
export { type ReportTextOptions, reportText } from "./evaluate/reportText.js";
export type { FaultCount } from "./evaluate/run/faultsOf.js";
export { type Price, type Prices, priceOf, readPrices, type Usage } from "./evaluate/run/prices.js";
export type { LockTimes } from "./evaluate/run/RunLock.js";
export { RunStopped, type StopReason } from "./evaluate/run/RunStopped.js";
export type { RunningScore } from "./evaluate/run/RunTally.js";
export type { UsageCounts } from "./evaluate/run/RunUsage.js";
export { runNotes } from "./evaluate/run/runNotes.js";
export { type RunSummary, runQuestions } from "./evaluate/run/runQuestions.js";
export { eachTokenScores, type TokenScores } from "./evaluate/run/TokenScores.js";
export { type SampleByTaskOptions, sampleByTask } from "./evaluate/sampleByTask.js";
export type { ScoredAnswer } from "./evaluate/scoreRow.js";
export { reportData, type ScoreRunOptions, scoreRun } from "./evaluate/scoreRun.js";
export { shardOf } from "./evaluate/selectQuestions.js";
export { type AskedShard, type AskShardOptions, askShard } from "./evaluate/shards/askShard.js";
export { chooseShards, type ShardChoice, type ShardWords } from "./evaluate/shards/chooseShards.js";
export type { MergedShards } from "./evaluate/shards/MergedShards.js";
export { type MergedRun, type MergeOptions, mergeShards } from "./evaluate/shards/mergeShards.js";
export { type ShardDone, type ShardState, shardState } from "./evaluate/shards/ShardDone.js";
export { accuracy, accuracyOfSums, type Scored } from "./evaluate/statistics/accuracy.js";
export { auc } from "./evaluate/statistics/auc.js";
export { benjaminiHochberg } from "./evaluate/statistics/benjaminiHochberg.js";
export { betaInterval } from "./evaluate/statistics/betaInterval.js";
export { brier } from "./evaluate/statistics/brier.js";
export { calibrationError } from "./evaluate/statistics/calibrationError.js";
export {
  type Bootstrap,
  type BootstrapOptions,
  clusterBootstrap,
} from "./evaluate/statistics/clusterBootstrap.js";
export { type ClusteredErrors, clusteredErrors } from "./evaluate/statistics/clusteredErrors.js";
export { clusteredInterval, type SymmetricMethod } from "./evaluate/statistics/clusteredInterval.js";
export {
  clusterPermutation,
  type Permutation,
  type PermutationOptions,
  permutationOfSums,
} from "./evaluate/statistics/clusterPermutation.js";
export { type Cluster, clustersOf } from "./evaluate/statistics/clustersOf.js";
export type { Forecast } from "./evaluate/statistics/Forecast.js";
export { holm } from "./evaluate/statistics/holm.js";
export { logLoss } from "./evaluate/statistics/logLoss.js";
export { maxT } from "./evaluate/statistics/maxT.js";
export { type McNemar, mcnemar } from "./evaluate/statistics/mcnemar.js";
export {
  type Paired,
  type PairedCluster,
  pairedClustersOf,
  pairedDifference,
  pairedOfSums,
  type ScoreDifference,
} from "./evaluate/statistics/pairedDifference.js";
export {
  type PairedCounts,
  type PairedPosterior,
  pairedDirichlet,
} from "./evaluate/statistics/pairedDirichlet.js";
export { exactPassAtK, passAtK, type Samples } from "./evaluate/statistics/passAtK.js";
export { exactPassHatK, passHatK } from "./evaluate/statistics/passHatK.js";
export { type ClusteredSamples, passInterval } from "./evaluate/statistics/passInterval.js";
export { type Design, minimumEffect, requiredItems } from "./evaluate/statistics/power.js";
export {
  type ReliabilityOptions,
  type ReliabilityRow,
  reliability,
} from "./evaluate/statistics/reliability.js";
export { type SequenceScore, sequenceScore } from "./evaluate/statistics/sequenceScore.js";
export { unpairedDifference, unpairedOfSums } from "./evaluate/statistics/unpairedDifference.js";
export { type VarianceParts, varianceParts } from "./evaluate/statistics/varianceParts.js";
export { wildClusterInterval, wildIntervalOfSums } from "./evaluate/statistics/wildClusterInterval.js";
export { type WildOptions, type WildTest, wildTest } from "./evaluate/statistics/wildTest.js";
export { wilson } from "./evaluate/statistics/wilson.js";
export { type AggregateOptions, aggregateRuns, type RunAggregate } from "./evaluate/store/aggregateRuns.js";
export {
  compareAtScale,
  type ScaleComparison,
  type ScaleOptions,
  type ScaleRow,
} from "./evaluate/store/compareAtScale.js";
export { csvRows } from "./evaluate/store/csvRows.js";
export { EXPORT_FORMATS, type ExportFormat } from "./evaluate/store/exportFormats.js";
export { type Exported, type ExportOptions, exportRun } from "./evaluate/store/exportRun.js";
export { GROUPS, type Group, type GroupNames } from "./evaluate/store/groups.js";
export { type Imported, type ImportOptions, importLog } from "./evaluate/store/importLog.js";
export { indexRun, type RunIndex } from "./evaluate/store/indexRun.js";
export { type OpenedRun, openRun } from "./evaluate/store/openRun.js";
export type { QueryRow, QueryValue } from "./evaluate/store/plainRows.js";
export { type QueryOptions, queryRun, queryRuns } from "./evaluate/store/queryRuns.js";
export type { StoreOptions } from "./evaluate/store/Store.js";
export type { ImportedManifest, StoredManifest } from "./evaluate/store/StoredManifest.js";
// --- figures
export type { AttentionFigureOptions } from "./figures/attention/AttentionFigureOptions.js";
export { attentionFigure } from "./figures/attention/attentionFigure.js";
export type { CodeFigureData, CodeSearchResult } from "./figures/codes/CodeFigureData.js";
export { codeFigure } from "./figures/codes/codeFigure.js";
export { type CodePageParts, codePageData, codeSearchOf } from "./figures/codes/codePageData.js";
export { type ComparisonFigureOptions, comparisonFigure } from "./figures/compare/comparisonFigure.js";
export type {
  CorpusFigureData,
  CorpusFigureOptions,
  CorpusMeasure,
} from "./figures/corpus/CorpusFigureData.js";
export { corpusFigure } from "./figures/corpus/corpusFigure.js";
export type { Figure, Provenance } from "./figures/Figure.js";
export { type ExampleOfUnitOptions, exampleOfUnit } from "./figures/features/exampleOfUnit.js";
export type { FeatureFigureData, FeatureFigureOptions } from "./figures/features/FeatureFigureData.js";
export { featureFigure } from "./figures/features/featureFigure.js";
export {
  type FeaturePageParts,
  featurePageData,
  pageAssociation,
} from "./figures/features/featurePageData.js";
export type {
  FeaturesOnSourceData,
  FeaturesOnSourceOptions,
  OnSourceFeature,
  OnSourceLine,
  OnSourceStep,
} from "./figures/features/onSource/FeaturesOnSourceData.js";
export { featuresOnSourceFigure } from "./figures/features/onSource/featuresOnSourceFigure.js";
export {
  type OnSourceFeaturesOptions,
  onSourceFeatures,
} from "./figures/features/onSource/onSourceFeatures.js";
export { onSourceTokens } from "./figures/features/onSource/onSourceTokens.js";
export { type PromptSpans, promptSpans } from "./figures/features/onSource/promptSpans.js";
export type { PageBand, PageExample, PageNode, PageToken } from "./figures/features/PageExample.js";
export type {
  PageAssociation,
  PageHistogram,
  PageLogit,
  PageLogits,
} from "./figures/features/PageNumbers.js";
export type {
  FreeRunningFigureData,
  FreeRunningFigureOptions,
} from "./figures/freeRunning/FreeRunningFigureData.js";
export { freeRunningFigure } from "./figures/freeRunning/freeRunningFigure.js";
export type { LogitLensFigureOptions } from "./figures/logitLens/LogitLensFigureOptions.js";
export { logitLensFigure } from "./figures/logitLens/logitLensFigure.js";
export type { LogitsFigureOptions, ReferenceSample } from "./figures/logits/LogitsFigureOptions.js";
export type { Granularity } from "./figures/logits/levels.js";
export { type LogitsOptions, logits } from "./figures/logits/logits.js";
export { logitsFigure } from "./figures/logits/logitsFigure.js";
export type { Statistic } from "./figures/logits/statistics.js";
export { report } from "./figures/report/report.js";
export { scoreBars } from "./figures/report/scoreBars.js";
export type { ScoreBar, ScoreChartData, ScoreChartOptions } from "./figures/score/ScoreChartData.js";
export { scoreCanvas } from "./figures/score/scoreCanvas.js";
export { scoreChart } from "./figures/score/scoreChart.js";
export type { TraceViewerOptions } from "./figures/viewer/TraceViewerOptions.js";
export { traceViewer } from "./figures/viewer/traceViewer.js";
// --- lens, align: scores on the nodes of a program
export type {
  Aligned,
  AlignedSource,
  AlignPolicy,
  NodeScore,
} from "./lens/align/Aligned.js";
export { align } from "./lens/align/align.js";
export {
  type AstxplainerOptions,
  type AstxplainerScore,
  astxplainerConcepts,
  astxplainerScores,
  type Concept,
} from "./lens/align/astxplainer/astxplainerScores.js";
export { type ResampledMeans, resampledMedians, type Theta } from "./lens/align/astxplainer/thetas.js";
export {
  type BitPair,
  type CompareScoredOptions,
  compareScored,
  type NodeComparison,
  type ScoredComparison,
} from "./lens/align/compareScored.js";
export {
  type DecomposeOptions,
  decomposeLoss,
  type LossPart,
  type LossParts,
} from "./lens/align/decomposeLoss.js";
export { type KeyBy, nodeKey } from "./lens/align/nodeKey.js";
export { type OwnScores, ownScores } from "./lens/align/ownScores.js";
export { type NodeScoreOptions, scoreNodes, type TriviaPolicy } from "./lens/align/scoreNodes.js";
export {
  type StructuralAlternative,
  type StructuralAlternatives,
  structuralAlternatives,
} from "./lens/align/structuralAlternatives.js";
export { type NodeTally, type TallyOptions, tallyNodes } from "./lens/align/tallyNodes.js";
// --- lens, decode: texts a local model goes on with
export { type ContrastOptions, contrast, contrastScores } from "./lens/decode/contrast.js";
export type { DecodingOptions, GeneratedToken, GenerateTextOptions } from "./lens/decode/DecodingOptions.js";
export type { DecodeFinish, GeneratedText } from "./lens/decode/GeneratedText.js";
export { generate } from "./lens/decode/generate.js";
export { GrammarMatcher, type GrammarState } from "./lens/decode/grammar/GrammarMatcher.js";
export { TokenGrammar } from "./lens/decode/grammar/TokenGrammar.js";
export type { Sampling } from "./lens/decode/Sampling.js";
export {
  type ScoreContinuationsOptions,
  type ScoredContinuation,
  scoreContinuations,
} from "./lens/decode/scoreContinuations.js";
export { type ReadResult, type ReadTextOptions, TextReader } from "./lens/decode/TextReader.js";
export type { AttachMode, AttachOptions } from "./lens/dictionary/attach/AttachOptions.js";
export { attachDictionaries } from "./lens/dictionary/attach/attachDictionaries.js";
export { type DictionaryFit, type FitOptions, fvuOf } from "./lens/dictionary/attach/fvuOf.js";
export type {
  SparseActivations,
  SparseReader,
  SparseSource,
} from "./lens/dictionary/attach/SparseActivations.js";
export {
  type FeatureScanner,
  featureScanner,
  type ScanOptions,
  scanFeature,
} from "./lens/dictionary/attach/scanFeature.js";
export { sparseActivations, sparseReader } from "./lens/dictionary/attach/sparseReader.js";
export type {
  Codebook,
  CodebookGroup,
  CrossLayerPart,
  CrossLayerTranscoder,
  Dictionary,
  DictionarySource,
  InputScaling,
  SparseActivation,
  SparseDictionary,
} from "./lens/dictionary/Dictionary.js";
export {
  type WriteCircuitTracerOptions,
  writeCircuitTracer,
} from "./lens/dictionary/formats/circuitTracer/writeCircuitTracer.js";
export { writeBaseModel } from "./lens/dictionary/formats/codebookFeatures/writeBaseModel.js";
export { anthropicFeature } from "./lens/dictionary/formats/featureRecords/anthropicFeature.js";
export type {
  FeatureExample,
  FeatureHistogram,
  FeatureLogit,
  FeatureQuantile,
  FeatureRecord,
} from "./lens/dictionary/formats/featureRecords/FeatureRecord.js";
export {
  type FeatureStoreIndex,
  readFeatureStore,
  readStoredFeature,
  writeFeatureStore,
} from "./lens/dictionary/formats/featureRecords/featureStore.js";
export { neuronpediaFeature } from "./lens/dictionary/formats/featureRecords/neuronpediaFeature.js";
export { readNeuronpedia } from "./lens/dictionary/formats/featureRecords/readNeuronpedia.js";
export { writeSaelens } from "./lens/dictionary/formats/saelens/writeSaelens.js";
export { writeCodebooks } from "./lens/dictionary/formats/tracebook/codebookFiles.js";
export type { ReadDictionaryOptions } from "./lens/dictionary/ReadDictionaryOptions.js";
export { readDictionary } from "./lens/dictionary/readDictionary.js";
export { type DictionaryFeature, readFeature } from "./lens/dictionary/readFeature.js";
// --- lens, layers: what each layer would say, and where heads look
// --- lens, features: where features, codes and neurons fire, what they stand for, how far they stand for the model
export { alignText } from "./lens/features/corpus/alignText.js";
export { readFeatureCorpus, writeFeatureCorpus } from "./lens/features/corpus/corpusFile.js";
export { type CorpusText, type FeatureCorpus, textAt } from "./lens/features/corpus/FeatureCorpus.js";
export { type CorpusSource, makeFeatureCorpus } from "./lens/features/corpus/makeFeatureCorpus.js";
export {
  type ActivationBand,
  activationBands,
  activationHistogram,
} from "./lens/features/examples/activationBands.js";
export { ACTIVATION_QUANTILES, activationQuantiles } from "./lens/features/examples/activationQuantiles.js";
export { type CofiringUnit, cofiring } from "./lens/features/examples/cofiring.js";
export type { ExampleBand, UnitExample } from "./lens/features/examples/UnitExample.js";
export { type UnitExamplesOptions, unitExamples } from "./lens/features/examples/unitExamples.js";
export {
  type IndexStatistics,
  type UnitStatistics,
  unitStatistics,
} from "./lens/features/examples/unitStatistics.js";
export type {
  FaithfulnessOptions,
  FaithfulnessResult,
  FaithfulnessText,
  PlaceFaithfulness,
  ReplacedFaithfulness,
  TaskAccuracy,
} from "./lens/features/faithfulness/FaithfulnessResult.js";
export { faithfulness } from "./lens/features/faithfulness/faithfulness.js";
export type { JackknifeEstimate } from "./lens/features/faithfulness/jackknife.js";
export { type BuildFiringIndexOptions, buildFiringIndex } from "./lens/features/index/buildFiringIndex.js";
export { codeFirings, rankedCodes } from "./lens/features/index/codeFirings.js";
export type { FiringBlock, UnitGroup } from "./lens/features/index/FiringBlock.js";
export {
  type FiringIndex,
  type FiringIndexAbout,
  type Firings,
  unitPlace,
} from "./lens/features/index/FiringIndex.js";
export {
  firingIndexAbout,
  type IndexFiringsOptions,
  indexFirings,
} from "./lens/features/index/indexFirings.js";
export { type IndexNeuronsOptions, indexNeurons } from "./lens/features/index/indexNeurons.js";
export { joinBlocks } from "./lens/features/index/joinBlocks.js";
export { neuronFirings } from "./lens/features/index/neuronFirings.js";
export { openFiringIndex } from "./lens/features/index/openFiringIndex.js";
export { documentLabels } from "./lens/features/labels/documentLabels.js";
export type { LabelColumn } from "./lens/features/labels/LabelColumn.js";
export { RUN_LABELS, type RunLabelsOptions, runLabels } from "./lens/features/labels/runLabels.js";
export { stepLabels } from "./lens/features/labels/stepLabels.js";
export { SYNTAX_LABELS, syntaxLabels } from "./lens/features/labels/syntaxLabels.js";
export type { LabelCells, LabelSet, LabelValue, TextLabels } from "./lens/features/labels/TextLabels.js";
export { bestAtRecall, type UnitAtRecall } from "./lens/features/search/bestAtRecall.js";
export type { LabelQuery } from "./lens/features/search/LabelQuery.js";
export {
  type Admissible,
  type Population,
  SEARCH_EXCLUSIONS,
  type SearchExclusion,
} from "./lens/features/search/population.js";
export type { SearchScore } from "./lens/features/search/SearchScore.js";
export { searchPopulation } from "./lens/features/search/searchPopulation.js";
export {
  type FoundUnit,
  type SearchUnitsOptions,
  type SearchUnitsResult,
  searchUnits,
} from "./lens/features/search/searchUnits.js";
export type { SetScore, SetUnit } from "./lens/features/search/setF1.js";
export {
  embeddingWeights,
  type LogitWeightsOptions,
  logitWeights,
} from "./lens/features/vocabulary/logitWeights.js";
export type { TokenWeight, TokenWeights } from "./lens/features/vocabulary/tokenWeights.js";
export { type UnitVector, unitVector } from "./lens/features/vocabulary/unitVector.js";
export { writtenSizes } from "./lens/features/vocabulary/writtenSizes.js";
// --- lens, finite states: the experiment of the codebook paper
export { type CodeCounts, codeCounts, deadShare } from "./lens/finiteState/codeCounts.js";
export {
  type CodeInterchange,
  type CodePairOptions,
  codeInterchange,
} from "./lens/finiteState/codeInterchange.js";
export { type CodePurity, codePurity, inputsByCode } from "./lens/finiteState/codePurity.js";
export { type ComponentSet, componentSets } from "./lens/finiteState/componentSets.js";
export type {
  CodeComponent,
  DigitModel,
  DigitReader,
  DigitRun,
  DigitRunOptions,
  SetCodes,
} from "./lens/finiteState/DigitModel.js";
export {
  drawFiniteStateTexts,
  type FiniteStateTextOptions,
} from "./lens/finiteState/drawFiniteStateTexts.js";
export {
  type FiniteStateMachine,
  type FiniteStateOptions,
  finiteStateMachine,
  randomFiniteStateMachine,
} from "./lens/finiteState/FiniteStateMachine.js";
export { type FiniteStateFloor, finiteStateFloor } from "./lens/finiteState/finiteStateFloor.js";
export { finiteStateTokenizer } from "./lens/finiteState/finiteStateTokenizer.js";
export { jensenShannon } from "./lens/finiteState/jensenShannon.js";
export {
  type LabelCode,
  labelCodes,
  labelsOfCodes,
  labelUnions,
  mostFrequentCodes,
} from "./lens/finiteState/labelCodes.js";
export { type LocalDigitModelOptions, localDigitModel } from "./lens/finiteState/localDigitModel.js";
export { type MatchedNeuron, matchedNeurons } from "./lens/finiteState/matchedNeurons.js";
export {
  PUBLISHED_ANALYSED,
  PUBLISHED_FINITE_STATE,
  type PublishedFiniteState,
} from "./lens/finiteState/publishedFiniteState.js";
export { readFiniteStateMachine } from "./lens/finiteState/readFiniteStateMachine.js";
export { type DigitScore, scoreDigits } from "./lens/finiteState/scoreDigits.js";
export { type StateSteering, stateSteering } from "./lens/finiteState/stateSteering.js";
export {
  type HitCount,
  legalFirstTransitions,
  legalTransitions,
  rankedTransitions,
} from "./lens/finiteState/transitions.js";
export { validPrefixes } from "./lens/finiteState/validPrefixes.js";
export { writeFiniteStateTexts } from "./lens/finiteState/writeFiniteStateTexts.js";
export type { AttentionPatterns, HeadName } from "./lens/layers/AttentionPatterns.js";
export {
  type AttentionOnNodes,
  type AttentionQuery,
  attentionOnNodes,
} from "./lens/layers/attentionOnNodes.js";
export {
  type Decided,
  type DecidedBy,
  type DecidedOptions,
  decidedAt,
  type UndecidedReason,
} from "./lens/layers/decidedAt.js";
export type { DecidedGroup } from "./lens/layers/decidedGroups.js";
export { type HeadSummary, headSummaries } from "./lens/layers/headSummaries.js";
export type { LogitLens } from "./lens/layers/LogitLensTable.js";
export type { LensText } from "./lens/layers/lensTokens.js";
export { type LogitLensOptions, logitLens } from "./lens/layers/logitLens.js";
export { type ReadAttentionOptions, readAttention } from "./lens/layers/readAttention.js";
export type { LogitValues } from "./lens/scored/checkDistribution.js";
export { type PromptPlace, programInPrompt } from "./lens/scored/programInPrompt.js";
export { type ScoredFile, scoredJsonSchema, validateScored } from "./lens/scored/ScoredSchema.js";
export type { ScoredText, TokenAlternative } from "./lens/scored/ScoredText.js";
export { type ElementScore, scoreAnswer } from "./lens/scored/scoreAnswer.js";
export { scoreDifference } from "./lens/scored/scoreDifference.js";
export { readScored, scoredFile } from "./lens/scored/scoredFile.js";
export { type LogitRows, type LogitRowsOptions, scoredOfLogits } from "./lens/scored/scoredOfLogits.js";
export type { ScoreIdsOptions } from "./lens/scored/scoreIds.js";
export { type ScoreLocalOptions, scoreLocal } from "./lens/scored/scoreLocal.js";
export type { WindowOptions } from "./lens/scored/scoringWindows.js";
// --- lens, session: models of this process, every activation of which can be read and changed
export type { Intervention } from "./lens/session/Intervention.js";
export type {
  Activation,
  HookPoint,
  KeyValueCache,
  LocalModel,
  RunOptions,
  RunResult,
} from "./lens/session/LocalModel.js";
export { type OpenOptions, openLocalModel } from "./lens/session/openLocalModel.js";
export { AlignError } from "./lens/tokens/AlignError.js";
export type { ByteSpans } from "./lens/tokens/ByteSpans.js";
export { checkTokenizer } from "./lens/tokens/checkTokenizer.js";
export { openTokenizer } from "./lens/tokens/openTokenizer.js";
export type { DecodeOptions, EncodeOptions, Tokenizer } from "./lens/tokens/Tokenizer.js";
export { type TokenSpansOptions, tokenSpans } from "./lens/tokens/tokenSpans.js";
// --- lens, weights: models on disk
export {
  type DownloadedModel,
  type DownloadModelOptions,
  downloadModel,
} from "./lens/weights/hub/downloadModel.js";
export type { RepoFile } from "./lens/weights/hub/RepoFile.js";
export type { Architecture, ModelConfig, Rotary, RotaryScaling } from "./lens/weights/ModelConfig.js";
export { type Materialized, type MaterializeOptions, materialize } from "./lens/weights/materialize.js";
export { openWeights } from "./lens/weights/openWeights.js";
export {
  type ReadTensor,
  readSafetensors,
  type Safetensors,
} from "./lens/weights/safetensors/readSafetensors.js";
export type { SafetensorsType } from "./lens/weights/safetensors/SafetensorsHeader.js";
export {
  type NumberArray,
  type TensorData,
  writeSafetensors,
} from "./lens/weights/safetensors/writeSafetensors.js";
export type {
  RawTensor,
  TensorEntry,
  TensorType,
  TokenizerFiles,
  Weights,
} from "./lens/weights/Weights.js";
// --- notebooks
export { bundle } from "./notebook/display/bundle.js";
export { type DisplayOptions, display } from "./notebook/display/display.js";
export {
  askProgress,
  type ProgressLine,
  type ProgressOptions,
  progress,
} from "./notebook/display/progress.js";
export type { Table, TableColumn, TableOptions } from "./notebook/display/TableOptions.js";
export { table } from "./notebook/display/table.js";
export { askPerson } from "./notebook/person/askPerson.js";
export type { PersonQuestions } from "./notebook/person/personSet.js";
export type { Sitting } from "./notebook/person/Sitting.js";
export type { AskPersonOptions, SittingReply } from "./notebook/person/SittingOptions.js";
// --- notebooks: executed and compared
export type {
  CellDifference,
  CellFault,
  CellRun,
  CellStatus,
  NotebookRun,
  NotebookStatus,
  RunNotebookOptions,
} from "./notebook/run/NotebookRun.js";
export { checkNotebook, runNotebook } from "./notebook/run/runNotebook.js";
// --- program: source text to one table of nodes
export { type Agreement, agree, type Difference } from "./program/agree.js";
export type { LooseProgram } from "./program/loose/LooseProgram.js";
export { type ParseLooseOptions, parseLoose } from "./program/loose/parseLoose.js";
export type { Category, Node } from "./program/Node.js";
export type { Language, ParserName, Program, SourceType } from "./program/Program.js";
export { programJsonSchema, validateProgram } from "./program/ProgramSchema.js";
export { type ParseOptions, parse } from "./program/parse.js";
export { SourceError } from "./program/SourceError.js";
export type { MimeBundle } from "./program/showable.js";
export { type ProgramToken, type TokenClass, tokens } from "./program/tokens.js";
export { version } from "./program/version.js";
export type { AiSdkJson, AiSdkLanguageModel } from "./providers/aiSdk/AiSdkLanguageModel.js";
export type { AiSdkOptions } from "./providers/aiSdk/AiSdkOptions.js";
export { aiSdkModel } from "./providers/aiSdk/aiSdkModel.js";
export { type AnthropicOptions, anthropicModel } from "./providers/anthropic/anthropicModel.js";
export { type ChatTemplateOptions, chatTemplate } from "./providers/chat/chatTemplate.js";
export type { ChatTemplate, Rendered } from "./providers/chat/Rendered.js";
export { withChatTemplate } from "./providers/chat/withChatTemplate.js";
export { DEFAULT_MODEL } from "./providers/embedded/defaultModel.js";
export { dialectPrompt } from "./providers/embedded/dialectPrompt.js";
export { openEmbedded } from "./providers/embedded/openEmbedded.js";
export { packagedDictionary } from "./providers/embedded/packagedDictionary.js";
export {
  EMBEDDED_MODELS,
  type EmbeddedModel,
  hasEmbedded,
  isEmbeddedString,
  modelsFolder,
} from "./providers/embedded/packagedModels.js";
export type { EngineOptions } from "./providers/llama/LlamaEngine.js";
export type { LlamaOptions } from "./providers/llama/LlamaOptions.js";
export { type LlamaModel, llamaModel } from "./providers/llama/llamaModel.js";
export { type AttachedModelOptions, attachedModel } from "./providers/local/attachedModel.js";
export type { LocalOptions } from "./providers/local/LocalOptions.js";
export { type LocalLanguageModel, localModel } from "./providers/local/localModel.js";
// --- models
export type {
  AnswerForm,
  Asked,
  Baseline,
  Can,
  Completion,
  LanguageModel,
  Model,
  Request,
  ScoreTextOptions,
  Settings,
} from "./providers/Model.js";
export type { Endpoint, Flavour } from "./providers/openai/Flavour.js";
export { type OpenaiOptions, openaiModel } from "./providers/openai/openaiModel.js";
export { BASELINE_NAMES, type ModelContext, openModel } from "./providers/openModel.js";
export { ProviderError, type ProviderErrorDetails, type ProviderFault } from "./providers/ProviderError.js";
export { type Needs, requireCan } from "./providers/requireCan.js";
export { joinScored } from "./providers/scored/joinScored.js";
export { type CompletionScoresOptions, scoredOfCompletion } from "./providers/scored/scoredOfCompletion.js";
export { scoredOfTokenScores, type TokenScoresOptions } from "./providers/scored/scoredOfTokenScores.js";
export { type ScoreTextWith, scoreText } from "./providers/scored/scoreText.js";
export {
  type ScoringModel,
  type SourceLogits,
  type SourceLogitsOptions,
  sourceLogits,
} from "./providers/scored/sourceLogits.js";
export type { Alternative, TokenScore } from "./providers/TokenScore.js";
// --- questions
export { answerJsonSchema, validateAnswer } from "./questions/AnswerSchema.js";
export { answerText } from "./questions/answer/answerText.js";
export { type ParseOptions as AnswerParseOptions, parseAnswer } from "./questions/answer/parseAnswer.js";
export {
  PYTHON_LITERAL_FAILURES,
  type PythonLiteralFailure,
} from "./questions/answer/python/PythonSource.js";
export {
  type PythonLiteralOptions,
  type ReadPythonLiteral,
  readPythonLiteral,
} from "./questions/answer/python/readPythonLiteral.js";
export { typedReply } from "./questions/answer/typedReply.js";
export {
  EXTRACTION_RULES,
  type ExtractCoconutOptions,
  type ExtractionRule,
  extractCoconut,
} from "./questions/coconut/answer/extractCoconut.js";
export {
  COCONUT_FAILURES,
  type CoconutAnswer,
  type CoconutFailure,
  readCoconutAnswer,
} from "./questions/coconut/answer/readCoconutAnswer.js";
export {
  type CoconutConformance,
  type ConformCoconutOptions,
  conformCoconut,
} from "./questions/coconut/conformCoconut.js";
export {
  COCONUT_FAULTS,
  COCONUT_KINDS,
  type CoconutData,
  type CoconutFault,
  type CoconutItem,
  type CoconutKind,
  type CoconutStep,
} from "./questions/coconut/data/CoconutData.js";
export {
  COCONUT_DEFECTS,
  type CoconutDefect,
  type CoconutFlag,
  coconutDefects,
} from "./questions/coconut/data/defects.js";
export { type ReadCoconutOptions, readCoconut } from "./questions/coconut/data/readCoconut.js";
export { type SequenceRatioOptions, sequenceRatio } from "./questions/coconut/difflib/sequenceRatio.js";
export { type CoconutProgram, coconutPrograms } from "./questions/coconut/questions/coconutPrograms.js";
export {
  type CoconutQuestions,
  type CoconutQuestionsOptions,
  coconutQuestions,
} from "./questions/coconut/questions/coconutQuestions.js";
export type { CoconutAverages } from "./questions/coconut/score/aggregateRows.js";
export {
  type CoconutConventions,
  PUBLISHED_CONVENTIONS,
  STRICT_CONVENTIONS,
} from "./questions/coconut/score/Conventions.js";
export { type ConventionRow, coconutConventions } from "./questions/coconut/score/coconutConventions.js";
export type { LengthBucket } from "./questions/coconut/score/lengthBuckets.js";
export {
  type CoconutResult,
  type CoconutResults,
  readCoconutResults,
} from "./questions/coconut/score/readCoconutResults.js";
export {
  type CoconutRowScore,
  type CoconutScores,
  type ScoreCoconutOptions,
  scoreCoconut,
} from "./questions/coconut/score/scoreCoconut.js";
export type { StrictRow } from "./questions/coconut/score/scoreStrictly.js";
export {
  type AcceptOrderOptions,
  acceptOrder,
  type OrderVerdict,
} from "./questions/coconut/threads/acceptOrder.js";
export {
  type CoconutThreadsOptions,
  coconutThreads,
  type ThreadRecord,
} from "./questions/coconut/threads/coconutThreads.js";
export {
  scoreThreads,
  type ThreadScore,
  type ThreadScores,
} from "./questions/coconut/threads/scoreThreads.js";
export type { OrderKind, ThreadRun } from "./questions/coconut/threads/ThreadRun.js";
export { threadCredit } from "./questions/coconut/threads/threadCredit.js";
export {
  COCONUT_AGREEMENTS,
  type CoconutAgreement,
  coconutAgreement,
} from "./questions/coconut/truth/coconutAgreement.js";
export { type CoconutTruthOptions, coconutTruth } from "./questions/coconut/truth/coconutTruth.js";
export {
  COCONUT_OUTCOMES,
  type CoconutTruth,
  type CoconutTruthRow,
} from "./questions/coconut/truth/TruthRow.js";
export type { CruxevalGenerations, CruxevalItem, CruxevalMode } from "./questions/cruxeval/CruxevalItem.js";
export {
  type ConformCruxevalOptions,
  type CruxevalConformance,
  conformCruxeval,
} from "./questions/cruxeval/conformCruxeval.js";
export { cruxevalPrograms, type PublishedProgram } from "./questions/cruxeval/cruxevalPrograms.js";
export type { JudgeOptions } from "./questions/cruxeval/judge.js";
export { type Postprocessing, postprocess } from "./questions/cruxeval/postprocess.js";
export { readCruxeval } from "./questions/cruxeval/readCruxeval.js";
export { readGenerations } from "./questions/cruxeval/readGenerations.js";
export { CRUXEVAL_REASONS, type CruxevalReason, type CruxevalVerdict } from "./questions/cruxeval/reasons.js";
export {
  type CruxevalScores,
  type ScoreCruxevalOptions,
  type ScoredGeneration,
  scoreCruxeval,
  type TrivialScore,
} from "./questions/cruxeval/scoreCruxeval.js";
export { type TrivialAnswers, trivialAnswers } from "./questions/cruxeval/trivialAnswers.js";
export type { CruxevalxData, CruxevalxItem, CruxevalxLanguage } from "./questions/cruxevalx/CruxevalxItem.js";
export {
  type ConformCruxevalxOptions,
  type CruxevalxConformance,
  conformCruxevalx,
} from "./questions/cruxevalx/conformCruxevalx.js";
export { cruxevalxPrograms } from "./questions/cruxevalx/cruxevalxPrograms.js";
export { CRUXEVALX_LABELS, type CruxevalxLabel } from "./questions/cruxevalx/labels.js";
export { readCruxevalx } from "./questions/cruxevalx/readCruxevalx.js";
export { type CruxevalxAnswer, readCruxevalxAnswers } from "./questions/cruxevalx/readCruxevalxAnswers.js";
export {
  type CruxevalxResult,
  type CruxevalxScores,
  type ScoreCruxevalxOptions,
  scoreCruxevalx,
} from "./questions/cruxevalx/scoreCruxevalx.js";
export {
  answeredText,
  askText,
  DIALECT_TASKS,
  rowText,
  traceText,
} from "./questions/dialect/dialectText.js";
export { dialectTokenizer, dialectTokenizerConfig } from "./questions/dialect/dialectTokenizer.js";
export { dialectIds, dialectLexemes } from "./questions/dialect/dialectTokens.js";
export {
  DIVERGENCES,
  type DivergenceKind,
  firstDivergence,
  type TraceDivergence,
} from "./questions/dialect/firstDivergence.js";
export {
  ROW_FAULTS,
  type RowFault,
  readTraceText,
  type WrittenRows,
} from "./questions/dialect/readTraceText.js";
export { DIALECT_VALUES, type TraceRow, type TraceRows } from "./questions/dialect/TraceRow.js";
export { ROW_REFUSALS, type RowRefusal, traceRows } from "./questions/dialect/traceRows.js";
export { promptJsonSchema, validatePrompt } from "./questions/PromptSchema.js";
export { type Posed, type PoseOptions, pose } from "./questions/pose/pose.js";
export { SKIP_REASONS, type SkipCount, type SkipReason } from "./questions/pose/SkipReason.js";
export {
  type ChoiceName,
  chooseDemonstrations,
  type DemonstrationChoice,
} from "./questions/prompt/chooseDemonstrations.js";
export { type AnswerFormOptions, answerForm } from "./questions/prompt/form/answerForm.js";
export { shapeSimilarity } from "./questions/prompt/programShapes.js";
export { type Demonstration, type PromptOptions, prompt } from "./questions/prompt/prompt.js";
export type { FilledPart, PromptTemplates, Template } from "./questions/prompt/templates/PromptTemplates.js";
export type { PlaceholderName } from "./questions/prompt/templates/placeholders.js";
export { readTemplates, type TemplateNeeds } from "./questions/prompt/templates/readTemplates.js";
export { type TemplatePromptOptions, templatePrompt } from "./questions/prompt/templates/templatePrompt.js";
export { workedSteps } from "./questions/prompt/workedSteps.js";
export type {
  Answer,
  AnswerElement,
  EmbeddedProgram,
  OccurrenceRef,
  ParseFailure,
  PathEnd,
  PredictedCall,
  Produced,
  Prompt,
  Question,
  Truth,
  Verdict,
} from "./questions/Question.js";
export { questionJsonSchema, validateQuestion } from "./questions/QuestionSchema.js";
export {
  type ProgramText,
  programsOf,
  type QuestionSet,
  questionSet,
  questionSetLines,
  readQuestionSet,
  someQuestions,
} from "./questions/QuestionSet.js";
export {
  type ConformRevalOptions,
  conformReval,
  type RevalConformance,
} from "./questions/reval/conformReval.js";
export type { RevalData, RevalPair, RevalProbe, RevalProgram } from "./questions/reval/data/RevalData.js";
export { REVAL_FILES, readReval } from "./questions/reval/data/readReval.js";
export {
  REVAL_DEFECTS,
  REVAL_OUTPUT_FLAGS,
  REVAL_REMARKS,
  REVAL_STATE_FAULTS,
  type RevalDefect,
  type RevalFlaggedPair,
  type RevalFlaggedProbe,
  type RevalOutputFlag,
  type RevalRemark,
  type RevalStateFault,
} from "./questions/reval/flags/RevalFlag.js";
export { type RevalFlags, revalFlags } from "./questions/reval/flags/revalFlags.js";
export {
  REVAL_PROBE_REASONS,
  type RevalProbeReason,
} from "./questions/reval/questions/poseProbe.js";
export { type RevalProgramEntry, revalPrograms } from "./questions/reval/questions/revalPrograms.js";
export {
  type RevalQuestions,
  type RevalQuestionsOptions,
  revalQuestions,
} from "./questions/reval/questions/revalQuestions.js";
export {
  REVAL_PAIR_REASONS,
  type RevalPairReason,
} from "./questions/reval/questions/tracePair.js";
export {
  answerRegion,
  meantLines,
  type RevalStyle,
  saysCovered,
} from "./questions/reval/score/answerRegion.js";
export {
  REVAL_TASKS,
  type RevalLog,
  type RevalLogEntry,
  type RevalResult,
  type RevalTask,
} from "./questions/reval/score/RevalLog.js";
export { readRevalLog } from "./questions/reval/score/readRevalLog.js";
export { type RevalBaselines, revalBaselines } from "./questions/reval/score/revalBaselines.js";
export { type RevalConsistency, revalConsistency } from "./questions/reval/score/revalConsistency.js";
export { type RevalMetrics, type RevalShare, revalMetrics } from "./questions/reval/score/revalMetrics.js";
export {
  REVAL_REASONS,
  type RevalReason,
  type RevalScores,
  type RevalVerdict,
  type ScoreRevalOptions,
  scoreReval,
} from "./questions/reval/score/scoreReval.js";
export {
  compareStrict,
  STRICT_DIFFERENCES,
  type StrictComparison,
  type StrictDifference,
} from "./questions/reval/truth/compareStrict.js";
export {
  REVAL_STATUSES,
  type RevalCompatRow,
  type RevalEnd,
  type RevalNext,
  type RevalOccurrence,
  type RevalOutputRow,
  type RevalProbeRow,
  type RevalStatus,
  type RevalStrictRow,
  type RevalValue,
  revalRowText,
} from "./questions/reval/truth/RevalTruthRow.js";
export type { RevalRunOptions } from "./questions/reval/truth/revalJob.js";
export {
  type RevalEnvironment,
  type RevalTruthOptions,
  revalCompatTruth,
  revalStrictTruth,
  revalTruth,
} from "./questions/reval/truth/revalTruth.js";
export { LINE_KINDS, type LineKind, lineKind } from "./questions/score/lineKind.js";
export { VERDICT_REASONS, type VerdictReason } from "./questions/score/reasons.js";
export { checkAnswer, type RunCallsOptions } from "./questions/score/runCalls.js";
export { type ScoreOptions, score } from "./questions/score/score.js";
export { TASKS, type Task } from "./questions/Task.js";
export { validateVerdict, verdictJsonSchema } from "./questions/VerdictSchema.js";
// --- trace, derive: what follows from the log
export type { BasicBlock } from "./trace/derive/basicBlocks.js";
export { type BlockPath, type BlockStep, blockPath } from "./trace/derive/blockPath.js";
export { type CallNode, callTree } from "./trace/derive/callTree.js";
export {
  coveredLines,
  coveredNodes,
  type ProgramChoice,
  type StepCounts,
  stepCounts,
} from "./trace/derive/coverage.js";
export { type EqualOptions, equalValues } from "./trace/derive/equalValues.js";
export { FrameEnd, type Frames, frames } from "./trace/derive/frames.js";
export {
  type CausalEdge,
  type HappensBefore,
  happensBefore,
  type Segment,
} from "./trace/derive/happensBefore.js";
export { type LineConvention, type LinePathOptions, linePath } from "./trace/derive/linePath.js";
export { type LiteralLanguage, literal } from "./trace/derive/literal.js";
export { type LineEnd, type NextLine, type NextLineOptions, nextLine } from "./trace/derive/nextLine.js";
export { type Occurrence, type Occurrences, occurrences } from "./trace/derive/occurrences.js";
export { outcomeValue } from "./trace/derive/outcomeValue.js";
export { pythonEqual } from "./trace/derive/pythonEqual.js";
export { pythonLiteral } from "./trace/derive/pythonLiteral.js";
export { Replay } from "./trace/derive/Replay.js";
export type { Binding, Changes, StackFrame } from "./trace/derive/ReplayState.js";
export { type Slice, type SliceCriterion, slice } from "./trace/derive/slice.js";
export type { SnapshotOptions } from "./trace/derive/snapshot.js";
export { valueAt } from "./trace/derive/valueAt.js";
// --- trace, format: the log in memory and on disk
export type { Chunk, Columns } from "./trace/format/Columns.js";
export { type EventOptions, events, type LogicalEvent } from "./trace/format/events.js";
export { fromJSONL, readJSONL } from "./trace/format/fromJSONL.js";
export {
  CHUNK_ROWS,
  ID_SHIFT,
  KIND_MASK,
  Kind,
  MAX_ID,
  Mutator,
  Part,
  Shape,
  TAG_MASK,
  TAG_SHIFT,
  Tag,
} from "./trace/format/Kind.js";
export { type OpenTrace, openTrace, type ReadOptions, readTrace } from "./trace/format/readTrace.js";
export type { Trace } from "./trace/format/Trace.js";
export type {
  Environment,
  LimitName,
  Limits,
  Outcome,
  RecordOptions,
  TracedProgram,
  TraceFooter,
  TraceHeader,
} from "./trace/format/TraceHeader.js";
export { traceHeaderJsonSchema, validateTraceHeader } from "./trace/format/TraceHeaderSchema.js";
export type {
  FunctionEntry,
  FunctionKind,
  Read,
  Site,
  SiteKind,
  Tables,
  Variable,
  VariableKind,
  Write,
} from "./trace/format/tables.js";
export { type JSONLOptions, toJSONL, writeJSONL } from "./trace/format/toJSONL.js";
export { traceHash } from "./trace/format/traceHash.js";
export type { Property, Value } from "./trace/format/Value.js";
export { type NamedTrace, writeParquet } from "./trace/format/writeParquet.js";
export { writeTrace } from "./trace/format/writeTrace.js";
// --- trace, project: the formats of published works
export { type CoconutOptions, toCoconut } from "./trace/project/toCoconut.js";
export {
  type CoveragePosition,
  type CoverageRange,
  type FileCoverage,
  toCoverage,
} from "./trace/project/toCoverage.js";
export { type CruxevalRow, toCruxeval } from "./trace/project/toCruxeval.js";
export {
  type PythonTutorOptions,
  type PythonTutorTrace,
  type TutorFrame,
  type TutorStep,
  toPythonTutor,
} from "./trace/project/toPythonTutor.js";
export { type RevalState, type RevalTrace, toReval } from "./trace/project/toReval.js";
export { type SemcoderOptions, toSemcoder } from "./trace/project/toSemcoder.js";
// --- trace: run and record
export { type PythonReport, pythonReport } from "./trace/python/pythonReport.js";
export { type SandboxLayers, sandboxLayers } from "./trace/sandbox/lockdown.js";
export { DEFAULT_EPOCH, DEFAULT_LIMITS, DEFAULT_RECORD, type TraceOptions } from "./trace/TraceOptions.js";
export { closePool, trace } from "./trace/trace.js";
export { traceToFile } from "./trace/traceToFile.js";
