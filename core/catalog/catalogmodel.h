// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pricing/pricebook.h"

#include <QDate>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace assay {

enum class ModelStatus : std::uint8_t {
    Current,
    Beta,
    Deprecated,
    Unlisted, ///< only older lists know it: kept to price old records, hidden in pickers
};

/// A list that gives another price than the one chosen. Absent figures agree or are unknown.
struct PriceDissent {
    QString source;
    std::optional<Money> input;
    std::optional<Money> output;
    std::optional<Money> cacheRead;
    friend bool operator==(const PriceDissent&, const PriceDissent&) = default;
};

/// Everything the catalogue knows about one provider's model. Empty and absent mean unknown.
struct CatalogModel {
    QString provider;
    QString id; ///< what the provider's API takes
    QString name;
    QString family;
    QString canonical; ///< the same for one model across providers
    QString openrouter; ///< slug of the same model on OpenRouter
    QStringList aliases; ///< other ids priced the same
    QString aliasOf; ///< moving aliases: where they pointed when the list was made
    QString released; ///< `YYYY-MM-DD` or `YYYY-MM`, as upstream gives it; so are the next two
    QString knowledge;
    QString deprecation; ///< announced end
    ModelStatus status = ModelStatus::Current;
    std::optional<qint64> contextTokens;
    std::optional<qint64> maxInputTokens;
    std::optional<qint64> maxOutputTokens;
    QStringList inputs; ///< `text`, `image`, `audio`, `video`, `pdf`
    QStringList outputs;
    QStringList capabilities; ///< `tools`, `structured_output`, …; absence is weak evidence
    QStringList efforts; ///< accepted words for reasoning effort
    std::optional<qint64> minReasoningBudget;
    std::optional<qint64> maxReasoningBudget;
    QString tokenizer;
    std::optional<bool> openWeights;
    ModelPrice price;
    QDate asOf; ///< date of the source that set the price
    QString source;
    QStringList agree; ///< other lists with the same price
    QList<PriceDissent> dissent;
    QHash<QString, QString> filled; ///< rate name → the list it was taken from
    QStringList volatileReasons;
    QString note;
    friend bool operator==(const CatalogModel&, const CatalogModel&) = default;
};

/// A provider and how its usage report counts.
struct CatalogProvider {
    QString id;
    QString name;
    QString api; ///< `openai`, `anthropic`, `gemini`, `bedrock`, `cohere`
    QString baseUrl;
    QString keyVariable;
    QString documentation;
    bool firstParty = false; ///< it made the models
    bool promptIncludesCached = true; ///< cached tokens are inside the reported prompt count
    bool completionIncludesReasoning = true; ///< reasoning tokens are inside the reported completion count
    QHash<QString, QStringList> names; ///< its ids in other lists: `litellm`, `models.dev`, …
    friend bool operator==(const CatalogProvider&, const CatalogProvider&) = default;
};

/// A list the catalogue was made from.
struct CatalogSource {
    QString id;
    QDate date;
    QString title;
    QString licence;
    friend bool operator==(const CatalogSource&, const CatalogSource&) = default;
};

} // namespace assay
