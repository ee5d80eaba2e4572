// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/threadtypes.h"

#include <QDialog>
#include <QList>

class QComboBox;

namespace assay {

class DiffText;
class PlainLabel;

/// The versions of a prompt, two of them beside each other with what was changed marked.
class VersionsDialog : public QDialog
{
    Q_OBJECT

public:
    VersionsDialog(QList<PromptVersion> versions, QWidget* parent);

Q_SIGNALS:
    void taken(const assay::PromptVersion& version);

private:
    void compare();

    QList<PromptVersion> m_versions;
    QComboBox* m_old;
    QComboBox* m_new;
    DiffText* m_left;
    DiffText* m_right;
    PlainLabel* m_facts;
};

} // namespace assay
