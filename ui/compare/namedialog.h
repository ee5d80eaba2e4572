// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

namespace assay {

/// Asks for a name, without waiting.
class NameDialog : public QDialog
{
    Q_OBJECT

public:
    NameDialog(const QString& title, const QString& hint, const QString& name, QWidget* parent);

Q_SIGNALS:
    void named(const QString& name);
};

} // namespace assay
