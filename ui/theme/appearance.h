// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/theme.h"

#include <QObject>

class QApplication;

namespace assay {

/// Gives the application its style, fonts and palette, and follows the desktop's colour scheme while the choice is
/// `System`. The environment variable ASSAY_THEME (`light`, `dark`) overrides the choice, for screenshots.
class Appearance : public QObject
{
    Q_OBJECT

public:
    explicit Appearance(ThemeChoice choice, QObject* parent = nullptr);

    ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);
    bool isDark() const;

private:
    void apply();

    ThemeChoice m_choice;
};

} // namespace assay
