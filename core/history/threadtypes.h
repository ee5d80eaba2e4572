// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace assay {

/// One conversation in a list.
struct ThreadSummary {
    QString thread;
    QString firstRun;
    QString lastRun;
    QDateTime lastAt;
    QString prompt; ///< of the first turn, first 200 characters
    QStringList models; ///< of the first turn
    int runs = 0;
    int turns = 0;
    friend bool operator==(const ThreadSummary&, const ThreadSummary&) = default;
};

/// One text a prompt had.
struct PromptVersion {
    int version = 0; ///< from 1
    QString text;
    QString system;
    QDateTime at;
    int runs = 0; ///< that used it
    friend bool operator==(const PromptVersion&, const PromptVersion&) = default;
};

/// A prompt and its newest version.
struct PromptSummary {
    QString id;
    QString name; ///< of system prompts; empty for prompts that were only typed
    PromptVersion newest;
    friend bool operator==(const PromptSummary&, const PromptSummary&) = default;
};

} // namespace assay
