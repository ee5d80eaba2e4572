// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "app/lineupfile.h"
#include "ui/compare/comparelibrary.h"
#include "ui/compare/compareservices.h"

#include <QThreadPool>

namespace assay {

/// The Compare page's library over the ledger of this profile. Reads run on a worker of its own.
class WindowCompare final : public CompareLibrary
{
public:
    explicit WindowCompare(Composition& services);
    ~WindowCompare() override; ///< waits for reads that run

    CompareSupport support();

    QFuture<Result<QList<Vote>>> votes() override;
    QFuture<Result<void>> addVote(const Vote& vote) override;
    QFuture<Result<void>> withdrawVote(const QString& id) override;
    QFuture<Result<QList<ThreadSummary>>> threads(int limit) override;
    QFuture<Result<QList<RunRecord>>> thread(const QString& thread) override;
    QFuture<Result<QList<PromptSummary>>> prompts(int limit) override;
    QFuture<Result<QList<PromptVersion>>> promptVersions(const QString& prompt) override;
    QFuture<Result<QList<PromptSummary>>> systemPrompts(int limit) override;
    QFuture<Result<void>> saveSystemPrompt(const QString& name, const QString& text) override;
    QList<LineUp> lineUps() const override;
    Result<void> saveLineUp(const LineUp& lineUp) override;
    Result<void> removeLineUp(const QString& name) override;

private:
    QFuture<Result<void>> withEvidence(const QFuture<Result<void>>& stored);

    Composition& m_services;
    LineUpFile m_lineUps;
    QThreadPool m_pool;
};

} // namespace assay
