// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/routenames.h"

#include "app/cli/requestoptions.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kDeepest = 4; // an alias may name a preset, that an alias, and so on

QString lastUserText(const ChatRequest& chat)
{
    for (auto message = chat.messages.crbegin(); message != chat.messages.crend(); ++message) {
        if (message->role != Role::User)
            continue;
        QString out;
        for (const auto& part : message->parts) {
            if (const auto* text = std::get_if<TextPart>(&part))
                out += text->text;
        }
        return out;
    }
    return {};
}

/// The request over the preset's parameters: what it says itself wins.
ChatRequest overParameters(ChatRequest chat, const ChatRequest& preset)
{
    const auto fill = [](auto& own, const auto& other) {
        if (!own)
            own = other;
    };
    auto& sampling = chat.sampling;
    fill(sampling.temperature, preset.sampling.temperature);
    fill(sampling.topP, preset.sampling.topP);
    fill(sampling.topK, preset.sampling.topK);
    fill(sampling.presencePenalty, preset.sampling.presencePenalty);
    fill(sampling.frequencyPenalty, preset.sampling.frequencyPenalty);
    fill(sampling.seed, preset.sampling.seed);
    fill(sampling.maxOutputTokens, preset.sampling.maxOutputTokens);
    if (sampling.stop.isEmpty())
        sampling.stop = preset.sampling.stop;
    if (chat.reasoning.effort.isEmpty() && !chat.reasoning.budgetTokens)
        chat.reasoning = preset.reasoning;
    for (auto it = preset.passthrough.begin(); it != preset.passthrough.end(); ++it) {
        if (!chat.passthrough.contains(it.key()))
            chat.passthrough.insert(it.key(), it.value());
    }
    return chat;
}

/// Nothing in it is more than part of a model's name.
bool isPlain(const QString& text)
{
    const auto saysMore = [](QChar c) { return c == u':' || c == u'@' || c.isSpace(); };
    return text != "auto"_L1 && std::ranges::none_of(text, saysMore);
}

class Expansion
{
public:
    Expansion(const RouteBook& book, const QList<AutoEvidence>& evidence)
        : m_book(book)
        , m_evidence(evidence)
    {
    }

    Result<ExpandedNames> run(const RouteQuery& query, const ChatRequest& chat)
    {
        m_out.chat = chat;
        m_out.names.reserve(query.models.size());
        for (const auto& model : query.models) {
            if (auto added = add(model, 0); !added)
                return std::unexpected(added.error());
        }
        for (auto it = query.provider.begin(); it != query.provider.end(); ++it)
            m_out.provider.insert(it.key(), it.value()); // a shallow merge: the request wins
        return std::move(m_out);
    }

private:
    Result<void> add(const QString& text, int depth)
    {
        if (depth > kDeepest)
            return fail(ErrorKind::InvalidRequest, u"The alias '%1' leads in a circle."_s.arg(text));
        RouteName name = isPlain(text) ? RouteName{.model = text} : parseRouteName(text);
        if (!name.preset.isEmpty()) {
            if (auto used = usePreset(std::exchange(name.preset, {}), name.model.isEmpty(), depth); !used)
                return used;
        }
        if (name.isAuto)
            return chooseModels(depth);
        if (name.model.isEmpty())
            return {};
        if (const auto alias = m_book.aliases.constFind(name.model); alias != m_book.aliases.constEnd()) {
            m_out.notes.append(u"'%1' is your alias for %2."_s.arg(name.model, *alias));
            QString target = *alias;
            for (const auto variant : name.variants)
                target += u':' + QString(routeVariantName(variant));
            return add(target, depth + 1);
        }
        applyVariants(name);
        m_out.names.append(std::move(name));
        return {};
    }

    Result<void> usePreset(const QString& label, bool takesModels, int depth)
    {
        const auto preset = m_book.presets.constFind(label);
        if (preset == m_book.presets.constEnd()) {
            return fail(ErrorKind::InvalidRequest,
                u"There is no preset '%1'. `assay route preset list` names yours."_s.arg(label));
        }
        m_out.usesPreset = true;
        m_out.notes.append(u"Preset '%1'."_s.arg(label));
        for (auto it = preset->provider.begin(); it != preset->provider.end(); ++it)
            m_out.provider.insert(it.key(), it.value());
        const auto isSystem = [](const ChatMessage& message) { return message.role == Role::System; };
        if (!preset->system.isEmpty() && std::ranges::none_of(m_out.chat.messages, isSystem))
            m_out.chat.messages.prepend(ChatMessage::text(Role::System, preset->system));
        QStringList settings;
        for (auto it = preset->parameters.begin(); it != preset->parameters.end(); ++it)
            settings.append(it.key() + u'=' + it.value().toVariant().toString());
        auto parameters = applySettings({}, settings);
        if (!parameters)
            return std::unexpected(parameters.error());
        m_out.chat = overParameters(std::move(m_out.chat), *parameters);
        if (!takesModels)
            return {};
        for (const auto& model : preset->models) {
            if (auto added = add(model, depth + 1); !added)
                return added;
        }
        return {};
    }

    Result<void> chooseModels(int depth)
    {
        const auto choice = chooseAutomatically(m_book.automatic, complexityOf(lastUserText(m_out.chat)), m_evidence);
        if (!choice)
            return std::unexpected(choice.error());
        m_out.notes += choice->reasons;
        for (const auto& model : choice->models) {
            if (auto added = add(model, depth + 1); !added)
                return added;
        }
        return {};
    }

    void applyVariants(const RouteName& name)
    {
        for (const auto variant : name.variants) {
            switch (variant) {
            case RouteVariant::Floor: m_out.request.sort = RouteSort::Price; break;
            case RouteVariant::Nitro: m_out.request.sort = RouteSort::Throughput; break;
            case RouteVariant::Free:
                m_out.request.maxPromptPrice = m_out.request.maxCompletionPrice = m_out.request.maxRequestPrice
                    = Money();
                break;
            case RouteVariant::Online: break; // decides who can serve it
            }
            m_out.notes.append(u"Suffix :%1."_s.arg(routeVariantName(variant)));
        }
    }

    const RouteBook& m_book;
    const QList<AutoEvidence>& m_evidence;
    ExpandedNames m_out;
};

} // namespace

Result<ExpandedNames> expandNames(
    const RouteQuery& query, const RouteBook& book, const QList<AutoEvidence>& evidence, const ChatRequest& chat)
{
    if (query.models.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"No model is named."_s);
    return Expansion(book, evidence).run(query, chat);
}

} // namespace assay
