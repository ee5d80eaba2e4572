// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/domain/vote.h"
#include "core/history/threadtypes.h"
#include "core/support/result.h"
#include "ui/compare/lineup.h"

#include <QFuture>
#include <QObject>

namespace assay {

/// What the Compare page keeps and finds again. Futures resolve on a worker; no call blocks the window's thread.
class CompareLibrary : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QFuture<Result<QList<Vote>>> votes() = 0;
    virtual QFuture<Result<void>> addVote(const Vote& vote) = 0;
    virtual QFuture<Result<void>> withdrawVote(const QString& id) = 0;

    virtual QFuture<Result<QList<ThreadSummary>>> threads(int limit) = 0;
    /// All runs of a conversation, oldest first.
    virtual QFuture<Result<QList<RunRecord>>> thread(const QString& thread) = 0;

    virtual QFuture<Result<QList<PromptSummary>>> prompts(int limit) = 0;
    virtual QFuture<Result<QList<PromptVersion>>> promptVersions(const QString& prompt) = 0;
    virtual QFuture<Result<QList<PromptSummary>>> systemPrompts(int limit) = 0;
    virtual QFuture<Result<void>> saveSystemPrompt(const QString& name, const QString& text) = 0;

    /// Small and in memory.
    virtual QList<LineUp> lineUps() const = 0;
    virtual Result<void> saveLineUp(const LineUp& lineUp) = 0;
    virtual Result<void> removeLineUp(const QString& name) = 0;
};

} // namespace assay
