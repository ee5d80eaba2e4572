// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/attachmentbar.h"
#include "ui/compare/comparesession.h"
#include "ui/compare/laneforecast.h"
#include "ui/compare/lineup.h"

#include <QFuture>
#include <QStringList>

#include <functional>

namespace assay {

class CompareLibrary;

/// What the page asks others for. Each may be absent; what needs it is then not offered.
struct CompareSupport {
    AttachmentReader readAttachment;
    /// What this model will not get of a request: sentences. Called often while a prompt is typed.
    std::function<QStringList(const ChatRequest&, const ModelChoice&)> warnings;
    /// The request as a command line, its key left out.
    std::function<Result<QString>(const ChatRequest&, const ModelChoice&)> curl;
    /// What the next run may cost and how much it sends, one forecast a lane; computed on a worker, read from nothing
    /// but prices and the ledger.
    std::function<QFuture<Result<QList<LaneForecast>>>(const RunSpec&)> estimate;
    CompareLibrary* library = nullptr; ///< not owned, outlives the page
};

/// What the Compare page needs. Values are copied in.
struct CompareServices {
    SessionFactory makeSession;
    QList<ModelChoice> models;
    QList<ModelRef> initialLanes;
    QStringList samplePrompts;
    QString project;
    CompareSupport support;
};

} // namespace assay
