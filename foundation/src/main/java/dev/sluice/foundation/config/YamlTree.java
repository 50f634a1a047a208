package dev.sluice.foundation.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Turns YAML into {@link Node}s, refusing what a configuration has no use for and a reader of it could trip over: anchors, aliases, merge
 * keys, tags, keys that are not names, duplicate keys, a second document. It stands on the parser's events, because Jackson's YAML tokens hide
 * the anchor of a scalar and whether it was quoted.
 */
final class YamlTree {
    private static final int DEEPEST = 32;
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private final String name;
    private final Iterator<Event> events;

    private YamlTree(SourceText source) {
        name = source.name();
        LoadSettings settings = LoadSettings.builder().build();
        events = new ParserImpl(settings, new StreamReader(settings, source.text()));
    }

    /** The one document's content; null if there is none or it is empty. */
    static @Nullable Node parse(SourceText source) {
        YamlTree tree = new YamlTree(source);
        try {
            return tree.document();
        } catch (MarkedYamlEngineException malformed) {
            throw tree.malformed(malformed);
        } catch (YamlEngineException unsupported) {
            // Its text may repeat the input, so it is neither quoted nor kept as the cause.
            throw new ConfigurationException(source.name() + ": not a YAML 1.2 document (expected: plain YAML)");
        }
    }

    private @Nullable Node document() {
        Node content = null;
        int documents = 0;
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart && ++documents > 1) {
                throw KeyPath.ROOT.refuse(place(event), "a second document (expected: one)");
            }
            if (event instanceof NodeEvent) {
                content = node(event, KeyPath.ROOT, 0);
            }
        }
        return content instanceof Node.Nothing ? null : content;
    }

    private Node node(Event event, KeyPath path, int depth) {
        Place place = place(event);
        if (depth > DEEPEST) {
            throw new ConfigurationException(
                    place.text() + ": nested too deeply (expected: at most " + DEEPEST + " levels)");
        }
        if (event instanceof AliasEvent) {
            throw path.refuse(place, "an alias (expected: the value itself, anchors and aliases are not supported)");
        }
        if (event instanceof ScalarEvent scalar) {
            refuseDecoration(place, path, scalar.getAnchor(), scalar.getTag());
            return scalar.isPlain() && NULLS.contains(scalar.getValue())
                    ? new Node.Nothing(place)
                    : new Node.Scalar(place, scalar.getValue(), !scalar.isPlain());
        }
        CollectionStartEvent collection = (CollectionStartEvent) event;
        refuseDecoration(place, path, collection.getAnchor(), collection.getTag());
        return event instanceof MappingStartEvent ? mapping(place, path, depth) : sequence(place, path, depth);
    }

    private Node sequence(Place place, KeyPath path, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, path.item(items.size()), depth + 1));
        }
        return new Node.Sequence(place, items);
    }

    private Node mapping(Place place, KeyPath path, int depth) {
        List<Node.Entry> entries = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Place at = place(event);
            String key = key(event, path);
            KeyPath child = path.child(key);
            Place first = seen.putIfAbsent(Keys.kebab(key), at);
            if (first != null) {
                throw child.refuse(at, "duplicate key (expected: once; first at " + first.text() + ")");
            }
            entries.add(new Node.Entry(at, key, node(events.next(), child, depth + 1)));
        }
        return new Node.Mapping(place, entries);
    }

    private String key(Event event, KeyPath path) {
        Place place = place(event);
        if (!(event instanceof ScalarEvent scalar)) {
            throw path.refuse(place, "a key that is no name (expected: a word, anchors and aliases are not supported)");
        }
        refuseDecoration(place, path, scalar.getAnchor(), scalar.getTag());
        if (scalar.isPlain() && scalar.getValue().equals("<<")) {
            throw path.refuse(place, "a merge key (expected: the keys themselves, merging is not supported)");
        }
        if (scalar.getValue().isBlank()) {
            throw path.refuse(place, "an empty key (expected: a word)");
        }
        return scalar.getValue();
    }

    private static void refuseDecoration(Place place, KeyPath path, Optional<Anchor> anchor, Optional<String> tag) {
        if (anchor.isPresent()) {
            throw path.refuse(place, "an anchor (expected: the value alone, anchors and aliases are not supported)");
        }
        if (tag.isPresent()) {
            throw path.refuse(place, "a tag (expected: the value alone, tags are not supported)");
        }
    }

    /** The parser's own words, without the line of the file that it would show: that line may hold a secret. */
    private ConfigurationException malformed(MarkedYamlEngineException exception) {
        Optional<Mark> mark = exception.getProblemMark().or(exception::getContextMark);
        String at = mark.map(this::place).map(Place::text).orElse(name);
        return new ConfigurationException(at + ": not valid YAML: " + YamlProblem.describe(exception.getProblem()));
    }

    private Place place(Event event) {
        return event.getStartMark().map(this::place).orElseThrow();
    }

    private Place place(Mark mark) {
        return Place.inFile(name, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
