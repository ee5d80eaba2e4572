// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/theme.h"

#include <QFont>
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
    void setContrast(bool contrast);
    /// Of the platform's text size; all text follows at once.
    void setTextPercent(int percent);

private:
    void apply();

    ThemeChoice m_choice;
    QFont m_font; ///< the platform's
    bool m_contrast = false;
};

} // namespace assay
