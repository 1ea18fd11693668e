/** The bundle of the tools that language models call. It is loaded when a chat first asks for one, which most windows never see. */
export { createAgentTools } from './ui/agents/tools';
