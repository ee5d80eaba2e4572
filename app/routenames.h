// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/routes.h"

namespace assay {

/// What the names of a query come to once aliases, presets, suffixes and `auto` are looked up.
struct ExpandedNames {
    QList<RouteName> names; ///< one a model, best first
    QJsonObject provider; ///< the preset's wishes under the query's
    RouteRequest request; ///< what suffixes ask for
    ChatRequest chat; ///< with the preset's system prompt and parameters, where the request has none
    QStringList notes; ///< what happened, one sentence each
    bool usesPreset = false; ///< else `chat` is what was asked
};

/// Pure. Fails with InvalidRequest for an unknown preset, or `auto` without anything to go by.
Result<ExpandedNames> expandNames(
    const RouteQuery& query, const RouteBook& book, const QList<AutoEvidence>& evidence, const ChatRequest& chat);

} // namespace assay
