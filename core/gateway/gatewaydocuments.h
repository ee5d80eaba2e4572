// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/routesource.h"
#include "core/gateway/virtualkeys.h"

#include <QByteArray>

namespace assay {

class JsonWriter;

// Parts of these documents, as JSON values.

/// `pricing`: decimal texts a token; -1 is one that is not known.
void writePricing(JsonWriter& out, const ListedModel& model);
/// `supported_parameters`.
void writeParameters(JsonWriter& out, const ListedModel& model);
/// `architecture`; with the members that lists of endpoints want beside.
void writeArchitecture(JsonWriter& out, const ListedModel& model, bool isWhole);

/// The limit of a key with least left.
struct TightestLimit {
    QLatin1StringView period;
    Money limit;
    Money spent;
};
std::optional<TightestLimit> tightestLimit(const VirtualKey& key, const KeySpend& spend);

// The gateway's small documents, in the shapes of those whose clients ask for them.

/// `GET /v1/models`: OpenRouter's list with OpenAI's and Mistral's members beside.
QByteArray modelList(const QList<ListedModel>& models);
/// A page of it; `total` of them there are.
QByteArray modelListPage(const QList<ListedModel>& models, qsizetype total);
/// The same for Mistral's clients, older ones of which take no model without a type they know.
QByteArray mistralModelList(const QList<ListedModel>& models);
QByteArray mistralModel(const ListedModel& model);
/// One model of it, `GET /v1/models/PROVIDER/MODEL`.
QByteArray modelDocument(const ListedModel& model);
/// Both as Anthropic has them. Source: https://docs.anthropic.com/en/api/models-list.
QByteArray anthropicModelList(const QList<ListedModel>& models);
QByteArray anthropicModel(const ListedModel& model);
/// Ollama's `GET /api/tags`.
QByteArray ollamaTags(const QList<ListedModel>& models);
/// `GET /v1/key`.
QByteArray keyDocument(const VirtualKey& key, const KeySpend& spend);
/// `GET /v1/generation?id=`.
QByteArray generationDocument(const RunRecord& run);
/// `openrouter_metadata`: what was tried and what served.
QByteArray routerMetadata(const LaneRecord& lane, const QString& requested, const LaneSpec& spec);
/// Attempts that failed, as members of `error.metadata`.
QByteArray previousErrors(const LaneRecord& lane);

} // namespace assay
