// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace assay {

/// Evidence that may be looked at after every vote, for wins and losses of one side (ties dropped), or for the two
/// disagreeing cells of McNemar's table. Beta-mixture martingale with the prior Beta(½, ½); by Ville's inequality the
/// chance that the e-value ever reaches 1/α without a difference is at most α.
/// Source: Waudby-Smith & Ramdas, betting confidence sequences; checked by simulation.

/// E = 2^(w+l) · B(w+½, l+½) / B(½, ½). 1 without votes. 3 is weak, 10 strong evidence; 20 is a claim at 5 %.
double evidence(int wins, int losses);

struct ShareBounds {
    double low = 0;
    double high = 1;
};
/// All shares of wins p that the votes leave open at level `alpha`: B(w+½, l+½) / (B(½, ½) · p^w · (1−p)^l) < 1/α.
/// Holds at all times at once. [0, 1] without votes.
ShareBounds confidenceSequence(int wins, int losses, double alpha = 0.05);

/// How many more decided votes would bring the evidence to `needed` if the shares stay as they are; -1 if they
/// are even, or it takes more than `most`.
int votesToDecide(int wins, int losses, double needed = 20, int most = 1000);

} // namespace assay
