package dev.sluice.exa;

import dev.sluice.exa.answer.AnswerRequest;
import dev.sluice.exa.answer.AnswerResponse;
import dev.sluice.exa.answer.AnswerStream;
import dev.sluice.exa.search.ContentsRequest;
import dev.sluice.exa.search.ContentsResponse;
import dev.sluice.exa.search.ContextRequest;
import dev.sluice.exa.search.ContextResponse;
import dev.sluice.exa.search.FindSimilarRequest;
import dev.sluice.exa.search.SearchRequest;
import dev.sluice.exa.search.SearchResponse;
import dev.sluice.exa.search.SearchStream;
import org.jspecify.annotations.Nullable;

/**
 * Exa: searches, pages, answers, research, agents. Made by {@code sluice.client(ExaClient.class)}; thread-safe. Every call waits for its turn
 * within the configured limits, blocks until its answer is there or its deadline has passed, and throws what
 * {@link dev.sluice.client.error.ClientException} describes. Answers are billed, and say how much: so a call is repeated only on transient
 * failures and within the retry budget, and a stream never once an event of it was handed out.
 */
public final class ExaClient {
    private final ExaApi api;
    private final ResearchClient research;
    private final AgentClient agent;
    private final @Nullable String beta;

    ExaClient(ExaApi api, ResearchClient research, AgentClient agent, @Nullable String beta) {
        this.api = api;
        this.research = research;
        this.agent = agent;
        this.beta = beta;
    }

    /**
     * The same client with features that Exa has not finished, by its tokens, such as {@code dynamic-highlights-2026-08-28}; in place of
     * those set before.
     */
    public ExaClient withBeta(String... tokens) {
        String header = tokens.length == 0 ? null : String.join(",", tokens);
        return new ExaClient(api, research.withBeta(header), agent.withBeta(header), header);
    }

    /**
     * Searches the web. Contents of the pages are fetched only if the request asks for them.
     *
     * @throws dev.sluice.client.error.ClientException if there is no answer or it is an error; its subtypes say what can be done
     */
    public SearchResponse search(SearchRequest request) {
        return api.search(beta, request.streamed(null));
    }

    /**
     * Searches the web with Exa's defaults: ten results, no contents.
     *
     * @throws IllegalArgumentException if the query is blank
     * @throws dev.sluice.client.error.ClientException if there is no answer or it is an error
     */
    public SearchResponse search(String query) {
        return search(SearchRequest.of(query));
    }

    /**
     * Searches the web and has the answer written piece by piece; returns after the first event.
     *
     * @return the events; close it, it holds a permit and a connection until then or its end
     * @throws IllegalArgumentException if the request has no output schema: Exa streams with one only
     * @throws dev.sluice.client.error.ClientException if there is no first event
     */
    public SearchStream searchStream(SearchRequest request) {
        if (request.outputSchema() == null) {
            throw new IllegalArgumentException("outputSchema: missing (expected one: Exa streams no search without)");
        }
        return new SearchStream(api.searchStream(beta, request.streamed(true)));
    }

    /**
     * Fetches pages. Those that cannot be fetched are no exception: {@link ContentsResponse#failures()}.
     *
     * @throws dev.sluice.client.error.ClientException if there is no answer or it is an error
     */
    public ContentsResponse contents(ContentsRequest request) {
        return api.contents(beta, request);
    }

    /**
     * Finds pages that are like a page. Exa is giving it up and names no successor.
     *
     * @throws dev.sluice.client.error.ClientException if there is no answer or it is an error
     */
    public SearchResponse findSimilar(FindSimilarRequest request) {
        return api.findSimilar(beta, request);
    }

    /**
     * Answers a question from the web.
     *
     * @throws dev.sluice.client.error.ClientException if there is no answer or it is an error
     */
    public AnswerResponse answer(AnswerRequest request) {
        return api.answer(beta, request.streamed(null));
    }

    /**
     * Answers a question from the web, piece by piece; returns after the first piece.
     *
     * @return the events; close it, it holds a permit and a connection until then or its end
     * @throws dev.sluice.client.error.ClientException if there is no first event
     */
    public AnswerStream answerStream(AnswerRequest request) {
        return new AnswerStream(api.answerStream(beta, request.streamed(true)));
    }

    /**
     * Looks up code and its documentation, as one text for a model to read.
     *
     * @throws dev.sluice.client.error.ClientException if there is no answer or it is an error
     */
    public ContextResponse context(ContextRequest request) {
        return api.context(beta, request);
    }

    /** Tasks that take minutes. */
    public ResearchClient research() {
        return research;
    }

    /** Runs of agents, which take minutes to hours. */
    public AgentClient agent() {
        return agent;
    }
}
