// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/threadtypes.h"

#include <QObject>

namespace assay {

class ActionRegistry;
class CompareLibrary;
class ComparePage;
class LaneView;

/// What is kept and taken up again: line-ups, prompts and their versions, system prompts, conversations; and what is
/// handed over: files, a command line. Belongs to the page.
class CompareKeeping : public QObject
{
    Q_OBJECT

public:
    CompareKeeping(ComparePage& page, ActionRegistry& actions);

private:
    void makeActions(ActionRegistry& actions);
    void showLineUps();
    void saveLineUp();
    void showPrompts();
    void showVersions(const QString& prompt);
    void showSystemPrompts();
    void saveSystemPrompt();
    void showThreads();
    void exportThread();
    void copyCurl(LaneView* lane);
    void say(const QString& words);

    ComparePage& m_page;
    CompareLibrary* m_library;
};

} // namespace assay
